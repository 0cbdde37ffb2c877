export { placeCall } from './placeCall';
export { renderTrace, type TraceStyle } from './trace/renderTrace';
export type { CallOptions, CallSettings, CallerIdentity, Destination } from './callOptions';
export type { CallResult, DebugDocument, Verdict } from './callResult';
export type { CallEvent } from './callEvent';
export type { CallerScript } from './caller/callerScript';
export { virtualAccountSchema, type VirtualAccount } from './account';
