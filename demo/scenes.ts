import type { CallOptions, CallResult } from '../switch';
import { spokenApology } from '../pivot/callflow/apology';

/** One call of the demo: who calls, and what has to happen to the caller. */
export interface Scene {
	readonly title: string;
	/** The flow that is called. */
	readonly flow: string;
	readonly call: Omit<CallOptions, 'voiceUrl' | 'callflow'>;
	/** n8n is stopped for this one. */
	readonly withoutN8n?: boolean;
	/** What is missing from the call, as a sentence; undefined when it went as it should. */
	readonly complaint: (result: CallResult, at: Date) => string | undefined;
}

/** The modules that ran, in order. */
function modulesOf(result: CallResult): readonly string[] {
	return result.events.flatMap((event) => (event.type === 'node' && event.module !== 'pivot' ? [event.module] : []));
}

function spoken(result: CallResult): string {
	return result.events.flatMap((event) => (event.type === 'heard' && event.what === 'speech' ? [event.text] : [])).join(' ');
}

function isApology(result: CallResult): boolean {
	const apology = spokenApology('en-us').data?.['text'];
	return typeof apology === 'string' && spoken(result).includes(apology);
}

/** The hour of the day in New York, where the front desk of the demo is. */
function hourInNewYork(at: Date): number {
	return Number(new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', hour: 'numeric', hourCycle: 'h23' }).format(at));
}

export const SCENES: readonly Scene[] = [
	{
		title: 'A call routed by the time of day',
		flow: 'front-desk',
		call: { caller: { from: '+14155550199', callerName: 'Ann', to: '+14155550100' }, script: { hangupAfterMs: 45_000 } },
		complaint: (result, at) => {
			const hour = hourInNewYork(at);
			const wanted = hour >= 9 && hour < 17 ? 'device' : 'voicemail';
			return modulesOf(result).includes(wanted) && !isApology(result) ? undefined : `At ${hour} o'clock in New York the workflow leads to ${wanted}, and the call did not get there.`;
		},
	},
	{
		title: 'A call that enters digits and comes back with them',
		flow: 'order-status',
		call: { caller: { from: '+14155550142', callerName: 'Bob', to: '+14155550101' }, script: { digits: ['1234#'] } },
		complaint: (result) => {
			if (result.pivots !== 2) return `The call asked ${result.pivots} pivots; two were expected.`;
			return spoken(result).includes('Order 1 2 3 4') ? undefined : 'The caller was not told about order 1 2 3 4.';
		},
	},
	{
		title: 'A call while n8n is stopped',
		flow: 'front-desk',
		call: { caller: { from: '+14155550177', callerName: 'Cleo', to: '+14155550100' } },
		withoutN8n: true,
		complaint: (result) => (isApology(result) ? undefined : 'The caller did not hear the fallback.'),
	},
];
