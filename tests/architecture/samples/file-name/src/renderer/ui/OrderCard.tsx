export const OrderCard = () => null;
