/** The only source of new ids (UUIDv7 in the product, a counter in tests). */
export interface IdSource {
  next(): string;
}
