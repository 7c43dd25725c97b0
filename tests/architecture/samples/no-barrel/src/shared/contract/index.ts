export { orders } from './orders.ts';
