/** The shop that orders come in for, and the warehouse that serves it. */
export interface IntakeShop {
  readonly id: string;
  readonly warehouseId: string;
}
