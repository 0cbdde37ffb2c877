import { readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chain, respond, respondWith, say } from '../harness/chain';
import { packPackage } from '../harness/communityPackage';
import { startN8n, type N8n } from '../harness/n8n';
import { temporaryFolder } from '../harness/places';
import { answeringAlone, publishAlone } from '../harness/publishAlone';

const STEPS = 10;
const ROUNDS = 9;
const CALLS_PER_ROUND = 20;

/** Calls before anything is measured: n8n is slow while its code is new to it. */
const WARM_UP = 40;

const folder = temporaryFolder('ten-steps');
let n8n: N8n;

beforeAll(async () => {
	n8n = await startN8n({ folder: `${folder}/n8n`, packages: [await packPackage(`${folder}/package`)] });
});
afterAll(async () => {
	await n8n.stop();
	rmSync(folder, { recursive: true, force: true });
});

const texts = Array.from({ length: STEPS }, (_, position) => `Step ${position + 1} of the callflow.`);

interface Said { module: string; data: { text: string }; children: { _?: Said } }
const callflow = texts.reduceRight<Said | undefined>((next, text) => ({ module: 'tts', data: { text }, children: next ? { _: next } : {} }), undefined);

/** What all calls of a round cost n8n, in ms of processor time: what else the machine does counts less there than in time that passes. */
async function costOf(voiceUrl: string): Promise<number> {
	const before = processorMs(n8n.pid());
	for (let call = 0; call < CALLS_PER_ROUND; call++) await (await fetch(`${voiceUrl}?Call-ID=c${call}&From=1001`)).text();
	return processorMs(n8n.pid()) - before;
}

/** Processor time a process has used so far, in ms: fields 14 and 15 of its `stat`, in hundredths of a second. */
function processorMs(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
	return (Number(fields[11]) + Number(fields[12])) * 10;
}

function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

describe('a workflow of ten steps, with n8n’s default settings', () => {
	it('costs at most 1.5 times what the same callflow costs from a single step', async () => {
		const drawn = await publishAlone(n8n, chain('ten', answeringAlone('ten'), ...texts.map(say), respond));
		const written = await publishAlone(n8n, chain('one', answeringAlone('one'), respondWith(callflow)));
		for (const { voiceUrl } of [drawn, written]) {
			expect(await (await fetch(`${voiceUrl}?Call-ID=c&From=1001`)).json()).toEqual(callflow);
			for (let call = 0; call < WARM_UP; call++) await (await fetch(`${voiceUrl}?Call-ID=c&From=1001`)).text();
		}

		const ratios: number[] = [];
		for (let round = 0; round < ROUNDS; round++) {
			const one = await costOf(written.voiceUrl);
			const ten = await costOf(drawn.voiceUrl);
			ratios.push(ten / one);
		}
		expect(median(ratios)).toBeGreaterThan(0.5);
		expect(median(ratios)).toBeLessThanOrEqual(1.5);
	});
});
