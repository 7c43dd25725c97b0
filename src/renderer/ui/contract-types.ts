import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import type { Contract } from '#shared/contract/index.ts';

/** What the backend answers and takes, by area and procedure. */
export type Outputs = InferContractRouterOutputs<Contract>;
export type Inputs = InferContractRouterInputs<Contract>;

export type ShopView = Outputs['shops']['list']['shops'][number];
export type PluginInfo = Outputs['shops']['channels']['channels'][number];
export type PluginField = PluginInfo['configFields'][number];
export type CarrierInfo = Outputs['carriers']['available']['carriers'][number];
export type CarrierAccountView = Outputs['carriers']['list']['accounts'][number];
export type DeviceView = Outputs['devices']['list']['devices'][number];
export type DeviceOptions = Outputs['devices']['options'];
export type OrderSummary = Outputs['orders']['list']['items'][number];
export type OrderDetail = Outputs['orders']['get'];
export type OrderEvent = Outputs['orders']['timeline']['events'][number];
export type PrintJobView = Outputs['printing']['jobs']['jobs'][number];
export type PrintQueueView = Outputs['printing']['queues']['queues'][number];
export type JobView = Outputs['jobs']['list']['jobs'][number];
export type ImportView = Outputs['imports']['list']['imports'][number];
export type ImportRowView = Outputs['imports']['rows']['rows'][number];
export type StockRow = Outputs['stock']['list']['rows'][number];
export type SettingView = Outputs['settings']['list']['settings'][number];
export type TemplateDetail = Outputs['templates']['get'];
export type TemplatePreview = Outputs['templates']['preview'];
export type BackupView = Outputs['backups']['list']['backups'][number];
