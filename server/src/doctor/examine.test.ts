import { describe, expect, it } from 'vitest';
import { PLAIN } from '../../../switch/trace/palette';
import type { Check } from './check';
import { examine, mustAct } from './examine';
import { NotExamined, ok, warning, wrong, type Finding } from './finding';
import { createPatient } from './patient';
import { report } from './report';

const check = (code: string, look: () => Finding | Promise<Finding>): Check => ({ code, title: code, examine: async () => [await look()] });
const patient = createPatient({ server: 'http://127.0.0.1:9', token: undefined, publicUrl: undefined, deny: { hosts: [], networks: [] }, ca: [], crossbar: 'not set', now: Date.now });

const CHECKS = [
	check('good', () => ok('All is well.')),
	check('better', () => warning('This could be better.')),
	check('failing', () => { throw new Error('It broke.'); }),
	check('left', () => { throw new NotExamined('KAZOO_URL is not set.'); }),
	check('hostile', () => wrong('red\u001b[31m\nline')),
];

describe('the doctor', () => {
	it('goes through every check, whatever another does, and keeps their order', async () => {
		const findings = await examine(CHECKS, patient);
		expect(findings.map(({ check: code, verdict }) => `${code} ${verdict}`)).toEqual(['good ok', 'better warning', 'failing wrong', 'left skipped', 'hostile wrong']);
	});

	it('does not wait for a check for ever', async () => {
		const began = performance.now();
		const [finding] = await examine([check('hanging', () => new Promise(() => undefined))], patient, 50);
		expect(finding).toMatchObject({ verdict: 'wrong', sentence: 'This took longer than 0.05 s and was given up.' });
		expect(performance.now() - began).toBeLessThan(2_000);
	});

	it('reports a line each, and counts', async () => {
		expect(report(await examine(CHECKS, patient), PLAIN)).toBe([
			'✔ good     All is well.',
			'! better   This could be better.',
			'✘ failing  It broke.',
			'– left     KAZOO_URL is not set.',
			'✘ hostile  red [31m line',
			'',
			'2 things must be done. 1 could be better. 1 not looked at.',
			'',
		].join('\n'));
	});

	it('does not call well what it did not look at', async () => {
		const unseen = CHECKS.filter(({ title }) => title === 'left');
		expect(report(await examine(unseen, patient), PLAIN)).toContain('\nNothing was looked at: see above what is not set.\n');
	});

	it('only what is wrong must be done', () => {
		expect(mustAct([ok(''), warning(''), { verdict: 'skipped' }])).toBe(false);
		expect(mustAct([ok(''), wrong('')])).toBe(true);
	});
});
