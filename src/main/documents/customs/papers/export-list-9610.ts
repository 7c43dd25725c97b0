import {
  chineseCode,
  elementsText,
  grossKilogramsOf,
  transportMode,
} from '#main/documents/customs/facts/china-export.ts';
import { isLowValueMode } from '#core/customs/export-paper.ts';
import { decimalKilograms } from '#core/weighing/format-kilograms.ts';
import { amount, countryInChinese, needed } from '#main/documents/customs/facts/format-facts.ts';
import { numberOf } from '#main/documents/customs/facts/party-facts.ts';
import { quantityInChinese } from '#main/documents/customs/facts/unit-names.ts';
import type { FlowRow } from '#main/documents/customs/flow-rows.ts';
import type { PaperDefinition } from '#main/documents/customs/paper-definition.ts';
import { drawChineseSheet } from '#main/documents/customs/papers/chinese-sheet.ts';
import { totalsOf } from '#main/documents/customs/totals.ts';
import { NO_CHINA_LANE } from '#shared/model/customs-paper-options.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CustomsDeclaration } from '#shared/model/customs.ts';

const PAPER = 'export_list_9610';

/** 跨境电商零售出口清单 as a data sheet (CEB603, customs.md section 8.3); what only the declarant knows stays open. */
export const exportList9610: PaperDefinition = {
  kind: PAPER,
  version: 2,
  draw(declaration, { chinaLane: lane = NO_CHINA_LANE }) {
    if (declaration.supervisionMode === '0110' || declaration.supervisionMode === '3010')
      throw new AppError('ERR_CUSTOMS_PAPER_NOT_NEEDED', { paper: PAPER });
    const { sender } = declaration;
    const totals = totalsOf(declaration);
    const senderName = sender.localName || sender.company || sender.name;
    const customsCode = numberOf(sender, ['cn_customs_code']) || numberOf(sender, ['uscc']);
    return drawChineseSheet({
      // Retail under 9610 and 1210; small parcels of 9710 and 9810 go by the same message.
      title: isLowValueMode(declaration) ? '跨境电子商务出口申报清单' : '跨境电子商务零售出口清单',
      subtitle: '出口申报数据表（CEB603 字段）',
      columns: 6,
      head: [
        {
          title: '订单编号 orderNo',
          field: 'orderNumber',
          value: needed(PAPER, 'orderNumber', declaration.orderNumber),
        },
        { title: '企业内部编号 copNo', field: 'number', value: declaration.number },
        { title: '电商平台 ebpName', field: 'platformName', value: declaration.platformName },
        { title: '电商企业代码 ebcCode', field: 'sender.numbers', value: customsCode },
        {
          title: '电商企业名称 ebcName',
          field: 'sender.localName',
          value: needed(PAPER, 'sender.localName', senderName),
        },
        { title: '生产销售单位 ownerName', field: 'sender.localName', value: senderName },
        { title: '物流企业 logisticsName', field: 'carrierId', value: declaration.carrierId.toUpperCase() },
        { title: '物流运单编号 logisticsNo', field: 'trackingNumber', value: declaration.trackingNumber },
        { title: '出口标志 ieFlag', field: 'ieFlag', value: 'E' },
        { title: '出口日期 ieDate', field: 'shipDate', value: declaration.shipDate.replaceAll('-', '') },
        { title: '监管方式 tradeMode', field: 'supervisionMode', value: declaration.supervisionMode },
        { title: '运输方式 trafMode', field: 'channel', value: transportMode(declaration.channel, lane) },
        { title: '申报海关 customsCode', field: 'customsCode', value: lane.customsCode },
        { title: '口岸海关 portCode', field: 'portCode', value: lane.portCode },
        {
          title: '申报企业 agentCode / agentName',
          field: 'agentCode',
          value: [lane.agentCode, lane.agentName].filter((part) => part !== '').join('\n'),
        },
        { title: '许可证号 licenseNo', field: 'licenceNumber', value: declaration.licenceNumber },
        {
          title: '运抵国（地区） country',
          field: 'recipient.country',
          value: countryInChinese(declaration.recipient.country),
        },
        { title: '指运港 POD', field: 'POD', value: lane.pod || countryInChinese(declaration.recipient.country) },
        {
          title: '运费 freight',
          field: 'freightMinor',
          value: `${amount(declaration.freightMinor, declaration.currency)} ${declaration.currency}`,
        },
        {
          title: '保费 insuredFee',
          field: 'insuranceMinor',
          value: `${amount(declaration.insuranceMinor, declaration.currency)} ${declaration.currency}`,
        },
        { title: '包装种类 wrapType', field: 'wrapType', value: lane.wrapType },
        {
          title: '件数 packNo',
          field: 'packages',
          value: declaration.packages.length === 0 ? '' : String(declaration.packages.length),
        },
        {
          title: '毛重（千克） grossWeight',
          field: 'grossWeightG',
          value: decimalKilograms(grossKilogramsOf(declaration)),
        },
        { title: '净重（千克） netWeight', field: 'netWeight', value: decimalKilograms(totals.netWeightG) },
      ],
      table: {
        columns: [
          { title: '序号\ngnum', w: 10, align: 'center' },
          { title: '货号\nitemNo', w: 30 },
          { title: '商品编码\ngcode', w: 26, align: 'center' },
          { title: '商品名称\ngname', w: 48 },
          { title: '规格型号（申报要素）\ngmodel', w: 62 },
          { title: '条形码\nbarCode', w: 28, align: 'center' },
          { title: '最终目的国\ncountry', w: 20, align: 'center' },
          { title: '数量及单位\nqty', w: 18, align: 'center' },
          { title: '法定数量（千克）\nqty1', w: 20, align: 'right' },
          { title: '单价\nprice', w: 19, align: 'right' },
          { title: `总价（${declaration.currency}）\ntotalPrice`, w: 22, align: 'right' },
        ],
        rows: rowsOf(declaration),
      },
      footMm: 12,
      drawFoot(sheet, y, { x, w }) {
        sheet.text(
          'totalValue',
          [x, y + 1.5, w, 4],
          `合计：${declaration.lines.length} 项，${totals.units} 件，总价 ${amount(totals.valueMinor, declaration.currency)} ${declaration.currency}`,
          {
            size: 2.8,
            weight: 700,
            align: 'right',
          },
        );
        sheet.text('note', [x, y + 6, w, 4], '备注：空白栏由申报企业填写。', { size: 2.3 });
      },
    });
  },
};

function rowsOf(declaration: CustomsDeclaration): FlowRow[] {
  return declaration.lines.map((line, index) => {
    const path = `lines.${index}`;
    return {
      cells: [
        { field: `${path}.number`, text: String(index + 1) },
        { field: `${path}.skuCode`, text: line.skuCode },
        { field: `${path}.hsCodes.cn10`, text: needed(PAPER, `${path}.hsCodes.cn10`, chineseCode(line)) },
        {
          field: `${path}.descriptions.zh`,
          text: needed(PAPER, `${path}.descriptions.zh`, line.descriptions.zh ?? ''),
        },
        { field: `${path}.elements`, text: elementsText(line) },
        { field: `${path}.gtin`, text: line.gtin || '无' },
        { field: `${path}.destination`, text: countryInChinese(declaration.recipient.country) },
        { field: `${path}.quantity`, text: quantityInChinese(line.quantity, line.unitCode) },
        { field: `${path}.netWeightG`, text: decimalKilograms(line.netWeightG) },
        { field: `${path}.unitValueMinor`, text: amount(line.unitValueMinor, declaration.currency) },
        { field: `${path}.valueMinor`, text: amount(line.valueMinor, declaration.currency) },
      ],
    };
  });
}
