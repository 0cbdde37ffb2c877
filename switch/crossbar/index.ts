export { startCrossbar, type Answered, type CrossbarOptions, type Interference, type RunningCrossbar } from './startCrossbar';
export { callNumber, type NumberCallSettings } from './callNumber';
export { createAccountStore, type Account, type AccountStore, type AccountStoreSettings, type StoredDocument } from './store/accountStore';
export { accountSeedSchema, type AccountSeed } from './store/accountSeed';
export { sampleAccounts, sampleId, SAMPLE_LOGIN, SAMPLE_NUMBER } from './store/sampleAccount';
export type { DebugLog, StoredDebugDocument } from './store/debugLog';
export type { PivotApi } from './house';
export type { RateLimit } from './rateLimit';
