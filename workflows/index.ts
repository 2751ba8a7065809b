// The workflows a worker runs; the bundle begins here.
export { appeal } from './appeal.ts';
export { courier } from './courier.ts';
export { postman } from './postman.ts';
export { revision } from './revision.ts';
export { watchdog } from './watchdog.ts';
