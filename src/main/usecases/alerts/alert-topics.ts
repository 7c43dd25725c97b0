/** Job that sends one message of a notifier. */
export const ALERT_SEND_TOPIC = 'alert.send';
