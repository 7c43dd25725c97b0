import {
  ApiOutlined as AntApiOutlined,
  ArrowLeftOutlined as AntArrowLeftOutlined,
  ArrowRightOutlined as AntArrowRightOutlined,
  AuditOutlined as AntAuditOutlined,
  BarcodeOutlined as AntBarcodeOutlined,
  BellOutlined as AntBellOutlined,
  CheckCircleFilled as AntCheckCircleFilled,
  CheckCircleOutlined as AntCheckCircleOutlined,
  CheckOutlined as AntCheckOutlined,
  CloseCircleFilled as AntCloseCircleFilled,
  CloseOutlined as AntCloseOutlined,
  CloudDownloadOutlined as AntCloudDownloadOutlined,
  ContainerOutlined as AntContainerOutlined,
  CopyOutlined as AntCopyOutlined,
  DashboardOutlined as AntDashboardOutlined,
  DownloadOutlined as AntDownloadOutlined,
  ExclamationCircleFilled as AntExclamationCircleFilled,
  ExperimentOutlined as AntExperimentOutlined,
  EyeOutlined as AntEyeOutlined,
  FieldTimeOutlined as AntFieldTimeOutlined,
  FileAddOutlined as AntFileAddOutlined,
  FileZipOutlined as AntFileZipOutlined,
  FullscreenExitOutlined as AntFullscreenExitOutlined,
  FullscreenOutlined as AntFullscreenOutlined,
  GlobalOutlined as AntGlobalOutlined,
  ImportOutlined as AntImportOutlined,
  InboxOutlined as AntInboxOutlined,
  KeyOutlined as AntKeyOutlined,
  LayoutOutlined as AntLayoutOutlined,
  LoadingOutlined as AntLoadingOutlined,
  MenuFoldOutlined as AntMenuFoldOutlined,
  MenuUnfoldOutlined as AntMenuUnfoldOutlined,
  MoonOutlined as AntMoonOutlined,
  PauseCircleFilled as AntPauseCircleFilled,
  PauseCircleOutlined as AntPauseCircleOutlined,
  PlusOutlined as AntPlusOutlined,
  PrinterOutlined as AntPrinterOutlined,
  QuestionCircleFilled as AntQuestionCircleFilled,
  QuestionCircleOutlined as AntQuestionCircleOutlined,
  SafetyCertificateFilled as AntSafetyCertificateFilled,
  SafetyCertificateOutlined as AntSafetyCertificateOutlined,
  SaveOutlined as AntSaveOutlined,
  ScanOutlined as AntScanOutlined,
  SearchOutlined as AntSearchOutlined,
  SettingOutlined as AntSettingOutlined,
  ShopOutlined as AntShopOutlined,
  SoundOutlined as AntSoundOutlined,
  StopOutlined as AntStopOutlined,
  SunOutlined as AntSunOutlined,
  TagsOutlined as AntTagsOutlined,
  TruckOutlined as AntTruckOutlined,
  UndoOutlined as AntUndoOutlined,
  UserAddOutlined as AntUserAddOutlined,
  UserOutlined as AntUserOutlined,
  WalletOutlined as AntWalletOutlined,
  WarningFilled as AntWarningFilled,
  DownOutlined as AntDownOutlined,
  FilterOutlined as AntFilterOutlined,
  HolderOutlined as AntHolderOutlined,
  LockOutlined as AntLockOutlined,
  UpOutlined as AntUpOutlined,
} from '@ant-design/icons';
import type { ComponentProps, ComponentType } from 'react';

type Icon = ComponentType<ComponentProps<typeof AntSearchOutlined>>;

/** Icons only repeat what words say beside them: left out for screen readers, which would spell English file names. */
function silent(Picture: Icon): Icon {
  return function SilentIcon(props) {
    return <Picture aria-hidden="true" {...props} />;
  };
}

export const ApiOutlined = /* @__PURE__ */ silent(AntApiOutlined);
export const ArrowLeftOutlined = /* @__PURE__ */ silent(AntArrowLeftOutlined);
export const ArrowRightOutlined = /* @__PURE__ */ silent(AntArrowRightOutlined);
export const AuditOutlined = /* @__PURE__ */ silent(AntAuditOutlined);
export const BarcodeOutlined = /* @__PURE__ */ silent(AntBarcodeOutlined);
export const BellOutlined = /* @__PURE__ */ silent(AntBellOutlined);
export const CheckCircleFilled = /* @__PURE__ */ silent(AntCheckCircleFilled);
export const CheckCircleOutlined = /* @__PURE__ */ silent(AntCheckCircleOutlined);
export const CheckOutlined = /* @__PURE__ */ silent(AntCheckOutlined);
export const CloseCircleFilled = /* @__PURE__ */ silent(AntCloseCircleFilled);
export const CloseOutlined = /* @__PURE__ */ silent(AntCloseOutlined);
export const CloudDownloadOutlined = /* @__PURE__ */ silent(AntCloudDownloadOutlined);
export const ContainerOutlined = /* @__PURE__ */ silent(AntContainerOutlined);
export const CopyOutlined = /* @__PURE__ */ silent(AntCopyOutlined);
export const DashboardOutlined = /* @__PURE__ */ silent(AntDashboardOutlined);
export const DownloadOutlined = /* @__PURE__ */ silent(AntDownloadOutlined);
export const ExclamationCircleFilled = /* @__PURE__ */ silent(AntExclamationCircleFilled);
export const ExperimentOutlined = /* @__PURE__ */ silent(AntExperimentOutlined);
export const EyeOutlined = /* @__PURE__ */ silent(AntEyeOutlined);
export const FieldTimeOutlined = /* @__PURE__ */ silent(AntFieldTimeOutlined);
export const FileAddOutlined = /* @__PURE__ */ silent(AntFileAddOutlined);
export const FileZipOutlined = /* @__PURE__ */ silent(AntFileZipOutlined);
export const FullscreenExitOutlined = /* @__PURE__ */ silent(AntFullscreenExitOutlined);
export const FullscreenOutlined = /* @__PURE__ */ silent(AntFullscreenOutlined);
export const GlobalOutlined = /* @__PURE__ */ silent(AntGlobalOutlined);
export const ImportOutlined = /* @__PURE__ */ silent(AntImportOutlined);
export const InboxOutlined = /* @__PURE__ */ silent(AntInboxOutlined);
export const KeyOutlined = /* @__PURE__ */ silent(AntKeyOutlined);
export const LayoutOutlined = /* @__PURE__ */ silent(AntLayoutOutlined);
export const LoadingOutlined = /* @__PURE__ */ silent(AntLoadingOutlined);
export const MenuFoldOutlined = /* @__PURE__ */ silent(AntMenuFoldOutlined);
export const MenuUnfoldOutlined = /* @__PURE__ */ silent(AntMenuUnfoldOutlined);
export const MoonOutlined = /* @__PURE__ */ silent(AntMoonOutlined);
export const PauseCircleFilled = /* @__PURE__ */ silent(AntPauseCircleFilled);
export const PauseCircleOutlined = /* @__PURE__ */ silent(AntPauseCircleOutlined);
export const PlusOutlined = /* @__PURE__ */ silent(AntPlusOutlined);
export const PrinterOutlined = /* @__PURE__ */ silent(AntPrinterOutlined);
export const QuestionCircleFilled = /* @__PURE__ */ silent(AntQuestionCircleFilled);
export const QuestionCircleOutlined = /* @__PURE__ */ silent(AntQuestionCircleOutlined);
export const SafetyCertificateFilled = /* @__PURE__ */ silent(AntSafetyCertificateFilled);
export const SafetyCertificateOutlined = /* @__PURE__ */ silent(AntSafetyCertificateOutlined);
export const SaveOutlined = /* @__PURE__ */ silent(AntSaveOutlined);
export const ScanOutlined = /* @__PURE__ */ silent(AntScanOutlined);
export const SearchOutlined = /* @__PURE__ */ silent(AntSearchOutlined);
export const SettingOutlined = /* @__PURE__ */ silent(AntSettingOutlined);
export const ShopOutlined = /* @__PURE__ */ silent(AntShopOutlined);
export const SoundOutlined = /* @__PURE__ */ silent(AntSoundOutlined);
export const StopOutlined = /* @__PURE__ */ silent(AntStopOutlined);
export const SunOutlined = /* @__PURE__ */ silent(AntSunOutlined);
export const TagsOutlined = /* @__PURE__ */ silent(AntTagsOutlined);
export const TruckOutlined = /* @__PURE__ */ silent(AntTruckOutlined);
export const UndoOutlined = /* @__PURE__ */ silent(AntUndoOutlined);
export const UserAddOutlined = /* @__PURE__ */ silent(AntUserAddOutlined);
export const UserOutlined = /* @__PURE__ */ silent(AntUserOutlined);
export const WalletOutlined = /* @__PURE__ */ silent(AntWalletOutlined);
export const WarningFilled = /* @__PURE__ */ silent(AntWarningFilled);
export const DownOutlined = /* @__PURE__ */ silent(AntDownOutlined);
export const FilterOutlined = /* @__PURE__ */ silent(AntFilterOutlined);
export const HolderOutlined = /* @__PURE__ */ silent(AntHolderOutlined);
export const LockOutlined = /* @__PURE__ */ silent(AntLockOutlined);
export const UpOutlined = /* @__PURE__ */ silent(AntUpOutlined);
