import { writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Writes to the file named by TEST_REPORT how many tests passed and failed, and which were skipped and why.
 * (vitest's own JSON report leaves out the reasons.)
 */
export default class OutcomeReporter {
	/**
	 * @param {readonly import('vitest/node').TestModule[]} modules
	 * @param {readonly unknown[]} unhandledErrors
	 */
	onTestRunEnd(modules, unhandledErrors) {
		/** @type {{ passed: number, failed: number, skipped: Array<{ name: string, why: string }> }} */
		const outcome = { passed: 0, failed: unhandledErrors.length, skipped: [] };
		for (const module of modules) {
			const tests = [...module.children.allTests()];
			if (tests.every((test) => test.result().state !== 'failed') && module.state() === 'failed') outcome.failed += 1;
			for (const test of tests) {
				const result = test.result();
				if (result.state === 'passed') outcome.passed += 1;
				else if (result.state === 'failed') outcome.failed += 1;
				else outcome.skipped.push({ name: `${path.relative(process.cwd(), module.moduleId)} > ${test.fullName}`, why: reason(test) });
			}
		}
		const file = process.env['TEST_REPORT'];
		if (file) writeFileSync(file, JSON.stringify(outcome));
	}
}

/**
 * @param {import('vitest/node').TestCase} test
 * @returns {string} empty when the test's own title has to say it
 */
function reason(test) {
	const result = test.result();
	if (result.state === 'skipped' && result.note) return result.note;
	if (test.options.mode === 'todo') return 'not written yet';
	return result.state === 'pending' ? 'it never ran' : '';
}
