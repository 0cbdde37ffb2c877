import { goOn, stop } from '../executor/step';
import type { Behaviour } from './behaviour';
import { objectsIn, textIn } from './data';

/** A setting of the calling user: needs an internal caller, else a prompt and the end. */
export function changesSetting(name: string): Behaviour {
	return async ({ call, data }) => {
		call.answer();
		if (!call.internal) {
			await call.hear('prompt', `${name} is only for phones of the account`, 3_000);
			return stop(`${name} needs an internal caller`);
		}
		const action = textIn(data, 'action') ?? 'toggle';
		await call.hear('prompt', `${name}: ${action}`, 2_000);
		call.announce('event', `${name}: ${action}`);
		return goOn();
	};
}

/** Registers a mail for callers who were not answered; only for calls from outside. */
export const missedCallAlert: Behaviour = ({ call, data }) => {
	if (call.internal && data['alert_on_internal_calls'] !== true) return goOn('the call does not come from outside');
	call.announce('missed_call', 'if the call ends unanswered, the recipients get a mail', { recipients: objectsIn(data, 'recipients') });
	return goOn();
};

/** Sends a notification now or at the end of the call: announced here, not sent. */
export const notification: Behaviour = ({ call, data }) => {
	const now = data['send_at'] === 'callflow_exec';
	call.announce('notification', `notification, ${now ? 'now' : 'at the end of the call'}`, { recipients: objectsIn(data, 'recipients') });
	return goOn();
};
