import '#renderer/features/packing/screen.tsx';
import 'node:fs';

export const List = () => null;
