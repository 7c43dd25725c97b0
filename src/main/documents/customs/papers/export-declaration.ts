import {
  SUPERVISION_NAMES,
  chineseCode,
  elementsText,
  grossKilogramsOf,
  taxNature,
  termsOfTrade,
  transportMode,
} from '#main/documents/customs/facts/china-export.ts';
import { decimalKilograms } from '#core/weighing/format-kilograms.ts';
import { amount, countryInChinese, money, needed } from '#main/documents/customs/facts/format-facts.ts';
import { numberOf } from '#main/documents/customs/facts/party-facts.ts';
import { quantityInChinese } from '#main/documents/customs/facts/unit-names.ts';
import type { FlowRow } from '#main/documents/customs/flow-rows.ts';
import type { PaperDefinition } from '#main/documents/customs/paper-definition.ts';
import { drawChineseSheet } from '#main/documents/customs/papers/chinese-sheet.ts';
import { totalsOf } from '#main/documents/customs/totals.ts';
import { NO_CHINA_LANE } from '#shared/model/customs-paper-options.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CustomsDeclaration } from '#shared/model/customs.ts';

const PAPER = 'export_declaration';
const FOOT_MM = 24;

/** 出口货物报关单 with all fields of customs.md section 8.2; what only customs or the declarant know stays open. */
export const exportDeclaration: PaperDefinition = {
  kind: PAPER,
  version: 2,
  draw(declaration, { chinaLane: lane = NO_CHINA_LANE }) {
    const { sender, recipient, supervisionMode } = declaration;
    // Retail by direct mail is declared by list, not by this form.
    if (supervisionMode === '9610') throw new AppError('ERR_CUSTOMS_PAPER_NOT_NEEDED', { paper: PAPER });
    const totals = totalsOf(declaration);
    const senderName = needed(PAPER, 'sender.localName', sender.localName || sender.company || sender.name);
    const senderCodes = [numberOf(sender, ['uscc']), numberOf(sender, ['cn_customs_code'])].filter(
      (part) => part !== '',
    );
    const destination = countryInChinese(needed(PAPER, 'recipient.country', recipient.country));
    const marks = declaration.packages.map((each) => each.marks).filter((part) => part !== '');
    const cell = (title: string, field: string, value: string) => ({ title, field, value });
    return drawChineseSheet({
      title: '中华人民共和国海关出口货物报关单',
      subtitle: '预录入编号：',
      second: '海关编号：',
      columns: 5,
      head: [
        cell('境内发货人', 'sender.localName', [senderName, ...senderCodes].join('\n')),
        cell('出境关别', 'portCode', lane.portCode),
        cell('出口日期', 'shipDate', declaration.shipDate.replaceAll('-', '')),
        cell('申报日期', 'declaredOn', ''),
        cell('备案号', 'recordNumber', ''),
        cell('境外收货人', 'recipient.name', recipient.company || needed(PAPER, 'recipient.name', recipient.name)),
        cell('运输方式', 'channel', transportMode(declaration.channel, lane)),
        cell('运输工具名称及航次号', 'vessel', ''),
        cell('提运单号', 'trackingNumber', declaration.trackingNumber),
        cell('货物存放地点', 'storage', ''),
        cell('生产销售单位', 'sender.localName', [senderName, ...senderCodes.slice(0, 1)].join('\n')),
        cell('监管方式', 'supervisionMode', `${SUPERVISION_NAMES[supervisionMode]}（${supervisionMode}）`),
        cell('征免性质', 'taxNature', taxNature(supervisionMode)),
        cell('许可证号', 'licenceNumber', declaration.licenceNumber),
        cell('合同协议号', 'number', declaration.number),
        cell('贸易国（地区）', 'recipient.country', destination),
        cell('运抵国（地区）', 'recipient.country', destination),
        cell('指运港', 'POD', lane.pod || destination),
        cell('申报地海关', 'customsCode', lane.customsCode),
        cell('离境口岸', 'exitPort', ''),
        cell('包装种类', 'wrapType', lane.wrapType),
        cell('件数', 'packages', declaration.packages.length === 0 ? '' : String(declaration.packages.length)),
        cell('毛重（千克）', 'grossWeightG', decimalKilograms(grossKilogramsOf(declaration))),
        cell('净重（千克）', 'netWeight', decimalKilograms(totals.netWeightG)),
        cell('成交方式', 'incoterm', termsOfTrade(declaration.incoterm)),
        cell('运费', 'freightMinor', money(declaration.freightMinor, declaration.currency)),
        cell('保费', 'insuranceMinor', money(declaration.insuranceMinor, declaration.currency)),
        cell('杂费', 'otherMinor', money(declaration.otherMinor, declaration.currency)),
        cell('随附单证及编号', 'certificateNumber', declaration.certificateNumber),
        cell(
          '标记唛码及备注',
          'packages.marks',
          [...marks, declaration.comments].filter((part) => part !== '').join('\n'),
        ),
        cell('订单编号', 'orderNumber', declaration.orderNumber),
      ],
      table: {
        columns: [
          { title: '项号', w: 10, align: 'center' },
          { title: '商品编号', w: 26, align: 'center' },
          { title: '商品名称及规格型号', w: 84 },
          { title: '数量及单位', w: 28, align: 'center' },
          { title: '单价/总价/币制', w: 30, align: 'right' },
          { title: '原产国（地区）', w: 24, align: 'center' },
          { title: '最终目的国（地区）', w: 26, align: 'center' },
          { title: '境内货源地', w: 26, align: 'center' },
          { title: '征免', w: 20, align: 'center' },
        ],
        rows: rowsOf(declaration, destination),
      },
      footMm: FOOT_MM,
      drawFoot(sheet, y, { x, w }) {
        const split = w * 0.62;
        sheet.frame([x, y + 2, w, FOOT_MM - 3]);
        sheet.rule(x + split, y + 2, 0, FOOT_MM - 3);
        for (const [index, caption] of ['报关人员：', '报关人员证号：', '电话：'].entries())
          sheet.text('head', [x + 1.5 + index * 46, y + 3, 44, 4], caption, { size: 2.5 });
        sheet.text('head', [x + 1.5, y + 8, split - 3, 4], '兹申明对以上内容承担如实申报、依法纳税之法律责任', {
          size: 2.7,
          weight: 700,
        });
        const agent = [lane.agentName, lane.agentCode].filter((part) => part !== '').join('  ');
        sheet.text('agentName', [x + 1.5, y + 13, split - 66, 7], `申报单位：${agent}`, { size: 2.5, lines: 2 });
        sheet.text('head', [x + split - 62, y + 14, 30, 4], '申报单位（签章）', { size: 2.5 });
        sheet.image('signature.stampPng', [x + split - 30, y + 3, 28, FOOT_MM - 5], declaration.signature.stampPng);
        sheet.text('head', [x + split + 1.5, y + 3, w - split - 3, 4], '海关批注及签章', { size: 2.5 });
      },
    });
  },
};

function rowsOf(declaration: CustomsDeclaration, destination: string): FlowRow[] {
  return declaration.lines.map((line, index) => {
    const path = `lines.${index}`;
    const { currency } = declaration;
    const name = needed(PAPER, `${path}.descriptions.zh`, line.descriptions.zh ?? '');
    return {
      cells: [
        { field: `${path}.number`, text: String(index + 1) },
        { field: `${path}.hsCodes.cn10`, text: needed(PAPER, `${path}.hsCodes.cn10`, chineseCode(line)) },
        { field: `${path}.descriptions.zh`, text: [name, elementsText(line)].filter((part) => part !== '').join('\n') },
        {
          field: `${path}.quantity`,
          // First statutory unit, second statutory unit, unit of the deal: only weight and deal are known here.
          text: [`${decimalKilograms(line.netWeightG)}千克`, '', quantityInChinese(line.quantity, line.unitCode)].join(
            '\n',
          ),
        },
        {
          field: `${path}.valueMinor`,
          text: [amount(line.unitValueMinor, currency), amount(line.valueMinor, currency), currency].join('\n'),
        },
        { field: `${path}.origin`, text: countryInChinese(line.origin) },
        { field: `${path}.destination`, text: destination },
        {
          field: `${path}.source`,
          text:
            declaration.sender.city && declaration.sender.province
              ? `${declaration.sender.province} ${declaration.sender.city}`
              : '',
        },
        { field: `${path}.taxMode`, text: declaration.supervisionMode === '0110' ? '照章征税' : '' },
      ],
    };
  });
}
