export function read(at: Date, zone: string) {
  at.getHours(); // bad
  new Date(at).getFullYear(); // bad
  at.setHours(0); // bad
  at.getTimezoneOffset(); // bad
  at.toLocaleString('en'); // bad
  at.toLocaleDateString('en', { month: 'short' }); // bad
  at.toLocaleTimeString('en', { timeZone: zone });
  at.toDateString(); // bad
  new Intl.DateTimeFormat('en'); // bad
  Intl.DateTimeFormat().resolvedOptions().timeZone; // bad
  new Intl.DateTimeFormat('en', { timeZone: zone });
  new Date(2026, 0, 1); // bad
  new Date(0).getUTCHours();
  Temporal.Now.timeZoneId(); // bad
  Temporal.Now.plainDateISO(); // bad
  Temporal.Now.plainDateISO(zone);
}
