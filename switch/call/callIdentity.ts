import { randomBytes, randomUUID } from 'node:crypto';
import type { CallSettings } from '../callOptions';
import type { CallState } from '../callState';

const FROM = '+14155550199';
const TO = '+14155550100';
const FROM_REALM = 'carrier.example';
const TO_REALM = 'virtual.example';

/** The call as it reaches the switch. Its id is unique, as a carrier's would be; the account id is 32 hex digits. */
export function startingState(settings: CallSettings): CallState {
	const caller = settings.caller ?? {};
	const from = caller.from ?? FROM;
	const to = caller.to ?? TO;
	const toRealm = caller.toRealm ?? TO_REALM;
	return {
		callId: caller.callId ?? `${randomUUID()}@10.26.0.182`,
		accountId: caller.accountId ?? randomBytes(16).toString('hex'),
		from,
		fromRealm: caller.fromRealm ?? FROM_REALM,
		to,
		toRealm,
		request: caller.request ?? to,
		requestRealm: caller.requestRealm ?? toRealm,
		callerIdName: caller.callerName ?? 'unknown',
		callerIdNumber: caller.callerNumber ?? from,
		language: caller.language ?? 'en-us',
		userIds: caller.userIds ?? [],
		applicationVars: settings.variables ?? {},
		sipHeaders: settings.sipHeaders ?? {},
	};
}
