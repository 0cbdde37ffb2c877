import { goOn } from '../executor/step';
import type { Behaviour } from './behaviour';
import { numberIn, textIn } from './data';

/** Starts or stops recording the call; does not wait. The upload is announced, not made. */
export const recordCall: Behaviour = ({ call, data }) => {
	const url = textIn(data, 'url');
	if (data['action'] === 'stop') {
		call.announce('recording', 'the recording of the call stops');
	} else {
		call.announce('recording', `the call is recorded${url === undefined ? '' : `, for ${url}`}`, url === undefined ? {} : { url, method: textIn(data, 'method') ?? 'put' });
	}
	return goOn();
};

/** Records the caller like an answering machine; skipped without a place to send it to. Nothing of it reaches the next pivot. */
export const recordCaller: Behaviour = async ({ call, data }) => {
	call.answer();
	const url = textIn(data, 'url');
	if (url === undefined && call.account.storesRecordings !== true) return goOn('there is no place to send a recording to');
	await call.hear('tone', 'a beep', 500);
	const lengthMs = Math.min(call.script.messageMs, (numberIn(data, 'time_limit') ?? 3600) * 1000);
	await call.wait(lengthMs, 'the caller is recorded');
	call.announce('recording', `${Math.round(lengthMs / 1000)} s of the caller are recorded${url === undefined ? '' : `, for ${url}`}`, {
		length_ms: lengthMs, ...(url === undefined ? {} : { url, method: textIn(data, 'method') ?? 'put' }),
	});
	return goOn();
};
