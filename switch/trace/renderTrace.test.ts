import { describe, expect, it } from 'vitest';
import { pivotTo, runStored, say, sequence, startPivots } from '../testing/pivots';
import { renderTrace } from './renderTrace';

/** Real times and ports differ from run to run. */
function steady(trace: string): string {
	return trace.replace(/127\.0\.0\.1:\d+/g, 'HOST').replace(/in \d+ ms/g, 'in N ms').replace(/\d:\d\d\.\d/g, 'm:ss.s');
}

describe('renderTrace', () => {
	it('draws a call as a tree', async () => {
		const server = await startPivots((url) => ({
			'/ivr': sequence(say('Your order number, please.'), { module: 'collect_dtmf', data: { max_digits: 6, collection_name: 'order' } }, pivotTo(`${url}/order`, { _: say('Sorry.') })),
			'/order': {
				module: 'callflow', data: { id: 'desk' }, children: { _: sequence(say('Nobody is there.'), { module: 'hangup' }) },
			},
		}));
		const result = await runStored(pivotTo(`${server.url}/ivr`), {
			caller: { callerName: 'Ann\u001b[31m\nO’Neil', callId: 'c1@switch' },
			script: { digits: ['1234#'] },
			account: { callflows: { desk: { module: 'user', data: { id: 'bob', timeout: 20 }, children: { USER_BUSY: say('Bob is busy.') } } }, endpoints: { bob: { does: 'busy' } } },
		});
		await server.close();
		expect(steady(renderTrace(result))).toBe(`☎  Ann [31m O’Neil +14155550199 calls +14155550100
│  KAZOO master · call c1@switch
│
├─  m:ss.s  pivot 1  POST http://HOST/ivr
│           ← 200 in N ms · the switch runs the callflow
│  ├─  m:ss.s  tts           ♪ “Your order number, please.” 1.7 s · the call is answered
│  └─  m:ss.s  collect_dtmf  ⌨ 1234# (ended by the terminator)
│                            collection "order" is 1234
│
├─  m:ss.s  pivot 2  POST http://HOST/order
│           ← 200 in N ms · the switch runs the callflow
│  ├─  m:ss.s  callflow      ⇒ over to callflow desk
│  │  ├─  m:ss.s  user          rings user bob 500 ms
│  │  │                         ↳ child “USER_BUSY”: the call failed: USER_BUSY (sip:486)
│  │  ├─  m:ss.s  tts           ♪ “Bob is busy.” 800 ms
│  │  │                         ↳ _: the callflow branched to has ended
│  ├─  m:ss.s  tts           ♪ “Nobody is there.” 1.0 s
│  └─  m:ss.s  hangup
│
└─  m:ss.s  ✔ SERVED  The callflow hangs up.
`);
	});

	it('says what is wrong with a callflow, and that the caller was dropped', async () => {
		const server = await startPivots(() => ({ '/': { module: 'say', data: {} } }));
		const trace = renderTrace(await runStored(pivotTo(server.url)));
		await server.close();
		expect(trace).toContain('the switch leaves the caller in silence');
		expect(trace).toContain('✘ module: The switch has no module “say”.');
		expect(trace).toContain('✘ DROPPED');
	});

	it('tells a warning once, however often the call comes back to the same callflow', async () => {
		const server = await startPivots((url) => ({ '/loop': sequence(say('Hi.'), pivotTo(`${url}/loop`)) }));
		const result = await runStored(pivotTo(`${server.url}/loop`), { script: { hangupAfterMs: 10_000 } });
		await server.close();
		const lines = renderTrace(result).split('\n');
		expect(result.pivots).toBeGreaterThan(3);
		expect(lines.filter((line) => line.includes('This pivot has no “_” child'))).toHaveLength(1);
	});

	it('holds escape sequences only where colours are asked for', async () => {
		const result = await runStored(say('Hi.'));
		expect(renderTrace(result)).not.toContain('\u001b');
		expect(renderTrace(result, { colours: true })).toContain('\u001b[');
	});
});
