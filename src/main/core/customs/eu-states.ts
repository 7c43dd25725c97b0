/** ISO codes of the 27 member states; their own territories (IC, GP ...) are lanes of their own and not among them. */
export const EU_STATES: readonly string[] =
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' ');
