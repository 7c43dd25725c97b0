import { BROKER_CSV } from '#main/documents/customs-data/broker-csv.ts';
import { BROKER_JSON } from '#main/documents/customs-data/broker-json.ts';
import { BROKER_XLSX } from '#main/documents/customs-data/broker-xlsx.ts';
import { CEB603_XML } from '#main/documents/customs-data/ceb603-xml.ts';
import type { CustomsFormat } from '#main/documents/customs-data/customs-format.ts';
import { ITMATT_JSON } from '#main/documents/customs-data/itmatt-json.ts';
import { ITMATT_XML } from '#main/documents/customs-data/itmatt-xml.ts';

/** Every kind of file that customs, posts and brokers can be given: one file and one line each. */
export const CUSTOMS_FORMATS: readonly CustomsFormat[] = [
  ITMATT_JSON,
  ITMATT_XML,
  CEB603_XML,
  BROKER_CSV,
  BROKER_XLSX,
  BROKER_JSON,
];
