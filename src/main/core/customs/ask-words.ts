import type { AskLanguage } from '#shared/contract/customs-desk.ts';
import type { IdNumberKind } from '#shared/model/customs.ts';

/**
 * How buyers are asked for a number that customs of their country wants, unless the shop has words of its own. No text holds a
 * link: buyers are told by everybody not to open any. Places: {{buyer}} {{order}} {{shop}} {{numbers}}.
 */
export const ASK_WORDS: Readonly<Record<AskLanguage, string>> = {
  en: 'Dear {{buyer}}, your order {{order}} from {{shop}} is ready to ship. Customs in your country asks for: {{numbers}}. Please answer this message with your order number and the number. We use it for customs only. You need not open any link or pay anything.',
  zh: '{{buyer}} 您好，您在 {{shop}} 的订单 {{order}} 已备好。目的地海关要求提供：{{numbers}}。请直接回复本消息，写上订单号和号码。我们仅用于清关，无需打开任何链接，也无需付款。',
  pt: 'Olá {{buyer}}, o seu pedido {{order}} da loja {{shop}} está pronto para envio. A alfândega do seu país exige: {{numbers}}. Por favor, responda a esta mensagem com o número do pedido e o número solicitado. Usamos o número somente para a alfândega. Não é preciso abrir links nem pagar nada.',
  es: 'Hola {{buyer}}, su pedido {{order}} de {{shop}} está listo para el envío. La aduana de su país pide: {{numbers}}. Por favor, responda a este mensaje con el número de pedido y el número solicitado. Solo lo usamos para la aduana. No hace falta abrir ningún enlace ni pagar nada.',
  ko: '{{buyer}} 고객님, {{shop}} 주문 {{order}} 상품의 발송 준비가 되었습니다. 통관에 다음 번호가 필요합니다: {{numbers}}. 이 메시지에 주문번호와 해당 번호를 답장해 주세요. 통관 목적으로만 사용하며, 링크를 열거나 결제하실 필요는 없습니다.',
  ja: '{{buyer}} 様、{{shop}} のご注文 {{order}} の発送準備ができました。通関のため次の番号が必要です：{{numbers}}。このメッセージに注文番号と番号をご返信ください。通関以外には使用しません。リンクを開いたり支払ったりする必要はありません。',
  ru: 'Здравствуйте, {{buyer}}! Ваш заказ {{order}} из магазина {{shop}} готов к отправке. Таможня вашей страны требует: {{numbers}}. Пожалуйста, ответьте на это сообщение, указав номер заказа и эти данные. Они нужны только для таможни. Открывать ссылки и платить не нужно.',
  tr: 'Sayın {{buyer}}, {{shop}} mağazasından {{order}} numaralı siparişiniz gönderime hazır. Ülkenizin gümrüğü şunu istiyor: {{numbers}}. Lütfen bu mesajı sipariş numaranız ve istenen numara ile yanıtlayın. Yalnızca gümrük için kullanılır. Bağlantı açmanız veya ödeme yapmanız gerekmez.',
  id: 'Halo {{buyer}}, pesanan Anda {{order}} dari {{shop}} siap dikirim. Bea cukai negara Anda meminta: {{numbers}}. Mohon balas pesan ini dengan nomor pesanan dan nomor tersebut. Nomor hanya dipakai untuk bea cukai. Anda tidak perlu membuka tautan atau membayar apa pun.',
  th: 'เรียนคุณ {{buyer}} คำสั่งซื้อ {{order}} จากร้าน {{shop}} พร้อมจัดส่งแล้ว ศุลกากรต้องการ: {{numbers}} กรุณาตอบกลับข้อความนี้พร้อมหมายเลขคำสั่งซื้อและหมายเลขดังกล่าว เราใช้เพื่อพิธีการศุลกากรเท่านั้น ไม่ต้องเปิดลิงก์หรือชำระเงินใด ๆ',
  ar: 'مرحباً {{buyer}}، طلبك {{order}} من {{shop}} جاهز للشحن. تطلب الجمارك في بلدك: {{numbers}}. يرجى الرد على هذه الرسالة برقم الطلب والرقم المطلوب. نستخدمه للجمارك فقط، ولا حاجة لفتح أي رابط أو لدفع أي مبلغ.',
  fr: 'Bonjour {{buyer}}, votre commande {{order}} chez {{shop}} est prête à partir. La douane de votre pays demande : {{numbers}}. Merci de répondre à ce message en indiquant le numéro de commande et ce numéro. Nous ne l’utilisons que pour la douane. Vous n’avez aucun lien à ouvrir ni rien à payer.',
};

/** What buyers call their numbers, where that is not the name of the kind itself. */
const NUMBER_NAMES: Readonly<Partial<Record<IdNumberKind, string>>> = {
  cpf: 'CPF',
  cnpj: 'CNPJ',
  pccc: '개인통관고유부호 (PCCC, P + 12)',
  brn: '사업자등록번호 (BRN)',
  rfc: 'RFC',
  curp: 'CURP',
  rut: 'RUT',
  tckn: 'T.C. kimlik no',
  tr_vkn: 'Vergi kimlik no',
  inn_person: 'ИНН',
  inn_company: 'ИНН организации',
  ru_passport: 'паспорт: серия и номер',
  aadhaar: 'Aadhaar',
  pan: 'PAN',
  gstin: 'GSTIN',
  iec: 'IEC',
  in_passport: 'Passport no.',
  voter_id: 'Voter ID (EPIC)',
  th_pin: 'เลขประจำตัวประชาชน / เลขประจำตัวผู้เสียภาษี',
  npwp: 'NPWP (16)',
  nik: 'NIK (16)',
  mst: 'Mã số thuế (MST)',
  nric: 'NRIC',
  uen: 'UEN',
  abn: 'ABN',
  arn: 'ARN',
  sa_id: 'رقم الهوية / الإقامة',
  emirates_id: 'Emirates ID',
  eori: 'EORI',
  vat: 'VAT no.',
  gb_vat: 'VAT no.',
};

const LANGUAGE_OF: Readonly<Record<string, AskLanguage>> = {
  BR: 'pt',
  PT: 'pt',
  MX: 'es',
  CL: 'es',
  ES: 'es',
  IC: 'es',
  EA: 'es',
  CO: 'es',
  PE: 'es',
  AR: 'es',
  KR: 'ko',
  JP: 'ja',
  RU: 'ru',
  KZ: 'ru',
  TR: 'tr',
  ID: 'id',
  TH: 'th',
  SA: 'ar',
  AE: 'ar',
  FR: 'fr',
  GP: 'fr',
  MQ: 'fr',
  GF: 'fr',
  RE: 'fr',
  YT: 'fr',
  CN: 'zh',
  HK: 'zh',
  MO: 'zh',
  TW: 'zh',
};

/** What buyers call a number. */
export function numberName(kind: IdNumberKind): string {
  return NUMBER_NAMES[kind] ?? kind.toUpperCase().replaceAll('_', ' ');
}

/** The language in which buyers of a territory are asked; English where no other is sure. */
export function languageOf(territory: string): AskLanguage {
  return LANGUAGE_OF[territory] ?? 'en';
}

/** Anything that a mail program or chat window would turn into a link. */
const LINK =
  /https?:|www\.|:\/\/|\b[\w-]+\.(?:com|cn|net|org|io|app|me|link|shop|top|xyz|info|biz|ru|br|kr|jp|de|uk)\b/i;

/** Why words cannot be used to ask; null: they can. */
export function templateFault(text: string): 'link' | 'order' | 'numbers' | null {
  if (LINK.test(text.normalize('NFKC'))) return 'link';
  if (!text.includes('{{order}}')) return 'order';
  return text.includes('{{numbers}}') ? null : 'numbers';
}

/** Fills the places; what a buyer's name holds is text and nothing else. */
export function fillTemplate(text: string, places: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (place, name: string) => places[name] ?? place);
}
