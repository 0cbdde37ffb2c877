import type { Palette } from '../../../switch/trace/palette';
import { oneLine } from '../logs/oneLine';
import type { Examined } from './examine';
import type { Verdict } from './finding';

const MARKS: Readonly<Record<Verdict, string>> = { ok: '✔', warning: '!', wrong: '✘', skipped: '–' };

/** The findings for people, one line each, and a last line that counts what must be done. */
export function report(findings: readonly Examined[], { good, bad, keys, dim, strong }: Palette): string {
	const paint = { ok: good, warning: keys, wrong: bad, skipped: dim };
	const width = Math.max(...findings.map(({ title }) => title.length));
	const lines = findings.map(({ verdict, title, sentence }) => {
		const text = `${title.padEnd(width)}  ${oneLine(sentence)}`;
		return `${paint[verdict](MARKS[verdict])} ${verdict === 'skipped' ? dim(text) : text}\n`;
	});
	return `${lines.join('')}\n${strong(summary(findings))}\n`;
}

function summary(findings: readonly Examined[]): string {
	const count = (verdict: Verdict) => findings.filter((finding) => finding.verdict === verdict).length;
	const [toDo, better, left] = [count('wrong'), count('warning'), count('skipped')];
	if (left === findings.length) return 'Nothing was looked at: see above what is not set.';
	const parts = [
		toDo === 0 ? 'Nothing must be done.' : `${toDo} ${toDo === 1 ? 'thing' : 'things'} must be done.`,
		...(better === 0 ? [] : [`${better} could be better.`]),
		...(left === 0 ? [] : [`${left} not looked at.`]),
	];
	return parts.join(' ');
}
