import type { CallEvent, NodeStarted, PivotAnswered, PivotAsked } from '../callEvent';
import type { CallResult, Verdict } from '../callResult';
import { answerInWords, eventInWords, printable } from './eventInWords';
import { COLOURED, PLAIN, type Palette } from './palette';

export interface TraceStyle {
	/** Default false: the text holds no escape sequences. */
	readonly colours?: boolean;
}

/** A call as a tree: every pivot with the callflow that ran, what the caller heard and pressed, and how it ended. */
export function renderTrace(result: CallResult, style: TraceStyle = {}): string {
	const palette = style.colours === true ? COLOURED : PLAIN;
	const ended = result.events.at(-1);
	return [
		...headline(result, palette),
		...withWarningsOnce(sectionsOf(result.events)).flatMap((section) => ['│', ...sectionLines(section, palette)]),
		'│',
		`└─ ${palette.dim(clock(ended?.atMs ?? result.durationMs))}  ${verdictInWords(result.verdict, palette)}  ${printable(result.reason)}`,
		'',
	].join('\n');
}

function headline({ call, version }: CallResult, palette: Palette): string[] {
	const name = call.callerIdName === 'unknown' ? '' : `${printable(call.callerIdName)} `;
	return [
		`☎  ${palette.strong(`${name}${printable(call.from)}`)} calls ${palette.strong(printable(call.to))}`,
		`│  ${palette.dim(`KAZOO ${version === 'K5' ? '5' : version} · call ${printable(call.callId)}`)}`,
	];
}

function verdictInWords(verdict: Verdict, palette: Palette): string {
	const words: Record<Verdict, string> = { served: palette.good('✔ SERVED'), dropped: palette.bad('✘ DROPPED'), left: '○ LEFT' };
	return palette.strong(words[verdict]);
}

/** A pivot with everything up to the next one; the first section may have none. */
interface Section {
	readonly atMs: number;
	asked?: PivotAsked;
	answered?: PivotAnswered;
	/** What happened between the pivot and the first node. */
	readonly remarks: CallEvent[];
	readonly nodes: NodeEvents[];
}

interface NodeEvents {
	readonly node: NodeStarted & { readonly atMs: number; readonly depth: number };
	readonly events: CallEvent[];
}

function sectionsOf(events: readonly CallEvent[]): Section[] {
	const sections: Section[] = [];
	for (const event of events) {
		const section = sections.at(-1);
		if (event.type === 'node' && (event.module === 'pivot' || section === undefined)) {
			const opened: Section = { atMs: event.atMs, remarks: [], nodes: [] };
			if (event.module !== 'pivot') opened.nodes.push({ node: event, events: [] });
			sections.push(opened);
		} else if (section !== undefined) {
			addTo(section, event);
		}
	}
	return sections;
}

/** A call that goes round the same callflow hears the same warnings: each is told the first time. */
function withWarningsOnce(sections: readonly Section[]): Section[] {
	const told = new Set<string>();
	return sections.map((section) => {
		const { answered } = section;
		if (answered === undefined) return section;
		const warnings = answered.warnings.filter(({ path, message }) => !told.has(`${path} ${message}`));
		for (const { path, message } of warnings) told.add(`${path} ${message}`);
		return { ...section, answered: { ...answered, warnings } };
	});
}

function addTo(section: Section, event: CallEvent): void {
	if (event.type === 'node') section.nodes.push({ node: event, events: [] });
	else if (event.type === 'pivot asked') section.asked = event;
	else if (event.type === 'pivot answered') section.answered = event;
	else (section.nodes.at(-1)?.events ?? section.remarks).push(event);
}

function sectionLines(section: Section, palette: Palette): string[] {
	const indent = `│${' '.repeat(CLOCK_WIDTH + 4)}`;
	return [
		`├─ ${palette.dim(clock(section.atMs))}  ${sectionTitle(section.asked, palette)}`,
		...answerLines(section.answered, palette).map((line) => indent + line),
		...wordsOf(section.remarks, palette).map((line) => indent + line),
		...section.nodes.flatMap((node, index) => nodeLines(node, index === section.nodes.length - 1, palette)),
	];
}

function sectionTitle(asked: PivotAsked | undefined, palette: Palette): string {
	if (asked === undefined) return palette.strong('the callflow of the number');
	return `${palette.strong(`pivot ${asked.pivot}`)}  ${asked.method.toUpperCase()} ${printable(asked.url)}`;
}

const PROBLEMS_SHOWN = 5;

function answerLines(answered: PivotAnswered | undefined, palette: Palette): string[] {
	if (answered === undefined) return [];
	const problems = answered.problems.slice(0, PROBLEMS_SHOWN);
	return [
		answerInWords(answered, palette),
		...(answered.outcome === 'runs' || problems.length > 0 ? [] : [`  ${printable(answered.reason)}`]),
		...problems.map(({ path, message }) => palette.bad(`  ✘ ${path === '' ? '' : `${printable(path)}: `}${printable(message)}`)),
		...(answered.problems.length > PROBLEMS_SHOWN ? [`  and ${answered.problems.length - PROBLEMS_SHOWN} more problems`] : []),
		...answered.warnings.slice(0, PROBLEMS_SHOWN).map(({ path, message }) => palette.dim(`  ! ${path === '' ? '' : `${printable(path)}: `}${printable(message)}`)),
	];
}

const MODULE_WIDTH = 13;
const CLOCK_WIDTH = 7;

function nodeLines({ node, events }: NodeEvents, last: boolean, palette: Palette): string[] {
	const nesting = '│  '.repeat(node.depth + 1);
	const [first = '', ...more] = wordsOf(events.filter((event) => event.type !== 'answered'), palette);
	const answered = events.some((event) => event.type === 'answered') ? palette.dim(' · the call is answered') : '';
	const head = `${palette.dim(clock(node.atMs))}  ${palette.strong(printable(node.module).padEnd(MODULE_WIDTH))} ${first}${answered}`;
	const under = `${nesting}${last ? '   ' : '│  '}${' '.repeat(CLOCK_WIDTH + 2 + MODULE_WIDTH + 1)}`;
	return [`${nesting}${last ? '└─ ' : '├─ '}${head.trimEnd()}`, ...more.map((line) => under + line)];
}

function wordsOf(events: readonly CallEvent[], palette: Palette): string[] {
	return events.map((event) => eventInWords(event, palette)).filter((line) => line !== undefined);
}

/** Call time as `m:ss.s`. */
function clock(ms: number): string {
	const minutes = Math.floor(ms / 60_000);
	return `${minutes}:${((ms % 60_000) / 1000).toFixed(1).padStart(4, '0')}`.padStart(CLOCK_WIDTH);
}
