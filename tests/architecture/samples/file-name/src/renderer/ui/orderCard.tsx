export const OrderCard = () => null; // bad
