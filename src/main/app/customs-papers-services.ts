import type { RasterPool } from '#main/documents/raster-pool.ts';
import type { PapersServices } from '#main/usecases/customs/papers/papers-services.ts';
import { buildDeclaration } from '#main/usecases/customs/desk/build-declaration.ts';
import { customsWorld, customsWorlds } from '#main/usecases/customs/rules/customs-world.ts';
import { readCustomsRules } from '#main/usecases/customs/rules/read-customs-rules.ts';
import { chinaLaneOf } from '#main/usecases/customs/papers/china-lane.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import { requiredPapers } from '#core/customs/check-declaration.ts';

/** Papers are drawn by the raster threads from what the desk declares, judged by the rules in force. */
export function customsPapersServices(
  pool: Pick<RasterPool, 'paper' | 'paperPictures' | 'mergePdfs'>,
  nowMs: () => number,
): PapersServices {
  return {
    press: {
      press: (order) => pool.paper(order),
      pictures: (order, mostPages) => pool.paperPictures(order, mostPages),
      merge: (files, title, createdAtMs) => pool.mergePdfs({ files, title, createdAtMs }),
    },
    declarations: {
      declarationOf: (db, orderId, shipmentId) => buildDeclaration(db, customsWorlds(db), orderId, shipmentId, nowMs()),
    },
    options: (db) => ({
      cn22Numbers: readSetting(db, 'customsCn22Numbers'),
      labelStock: readSetting(db, 'customsLabelStock'),
      batteryMark: readSetting(db, 'customsBatteryMark'),
      operatorName: readSetting(db, 'customsOperatorName'),
      chinaLane: chinaLaneOf(db),
    }),
    keepYears: (db) => readSetting(db, 'customsKeepYears'),
    ruleVersion: (db) => String(readCustomsRules(db).version),
    requiredPapers: (db, declaration) =>
      requiredPapers(declaration, readCustomsRules(db), customsWorld(db, declaration.shipDate)),
  };
}
