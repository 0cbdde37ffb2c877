import { CLOCK_WINDOW_SECONDS } from '../../../../pivot/pairing/signature';
import type { Check } from '../check';
import { NotExamined, ok, warning, wrong, type Finding } from '../finding';
import type { ClockSeen } from '../observations/httpExchange';
import { n8nAddress } from '../observations/n8n';

/** Above this a clock is not set by NTP, in seconds. */
const TOLERATED_SECONDS = 5;

interface Clock extends ClockSeen {
	readonly whose: string;
}

/** Server and n8n sign what they say with the time, and refuse what is too old or too new. */
export const clocks: Check = {
	code: 'clocks',
	title: 'Clocks',
	async examine({ settings, flows, get }) {
		const webhooks = (await flows().catch(() => [])).flatMap(({ webhookUrl }) => (webhookUrl === undefined ? [] : [n8nAddress(webhookUrl)]));
		const places = new Map([['the pivot server', settings.server], ...webhooks.map((address) => [`n8n at ${address}`, address] as const)]);
		const there = await Promise.all([...places].map(async ([whose, address]) => {
			const clock = (await get(`${address}/healthz`).catch(() => undefined))?.clock;
			return clock && { whose, ...clock };
		}));
		const known = there.filter((clock) => clock !== undefined);
		if (known.length === 0) throw new NotExamined('Neither the pivot server nor n8n told the time.');
		return [judgeClocks([{ whose: 'this machine', aheadSeconds: 0, precisionSeconds: 0 }, ...known])];
	},
};

/** The two clocks that differ most say how it stands. */
export function judgeClocks(all: readonly Clock[]): Finding {
	const pairs = all.flatMap((a) => all.map((b) => ({ a, b, apart: apartSeconds(a, b) })));
	const { a, b, apart } = pairs.reduce((widest, pair) => (pair.apart > widest.apart ? pair : widest));
	const sentence = `${capital(a.whose)} is ${Math.round(a.aheadSeconds - b.aheadSeconds)} s ahead of ${b.whose}`;
	if (apart > CLOCK_WINDOW_SECONDS) return wrong(`${sentence}; signatures are refused when they differ by more than ${CLOCK_WINDOW_SECONDS} s: set both by NTP.`);
	if (apart > TOLERATED_SECONDS) return warning(`${sentence}: set both by NTP.`);
	const count = all.length === 2 ? 'Both' : `All ${all.length}`;
	return ok(`${count} clocks (${all.map(({ whose }) => whose).join(', ')}) agree within ${TOLERATED_SECONDS} s.`);
}

/** How far the clocks are apart at least, in seconds. */
function apartSeconds(a: Clock, b: Clock): number {
	return a.aheadSeconds - b.aheadSeconds - a.precisionSeconds - b.precisionSeconds;
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
