/** Everything that is tested inside the guest, in one program: starting one takes seconds there. */
import './cases/printers.ts';
import './cases/hid-scale.ts';
import './cases/hid-scanner.ts';
import './cases/cdc-scanner.ts';
