import type * as z from 'zod/v4';
import type { SwitchVersion } from '../switchVersion';

/** How a telephony person groups the modules; also the order of the groups in the editor. */
export const MODULE_GROUPS = [
	'Talk', 'Listen', 'Route', 'Queue', 'Voicemail and fax', 'Conference', 'Park and pick up', 'Record', 'Branch',
	'Caller ID', 'Variables', 'Features', 'Control',
] as const;

export type ModuleGroup = (typeof MODULE_GROUPS)[number];

/** What the module does to the flow when it is done (reference "kazoo-callflow-modules", column "Afterwards"). */
export type Ending =
	/** always goes on to a child */
	| 'continues'
	/** never runs a child; waiting branches may go on */
	| 'terminal'
	/** never runs a child and drops waiting branches too (`hangup`) */
	| 'hard-stop'
	/** a success ends the flow, a failure goes on to a child */
	| 'ends-on-success'
	/** hands over to another callflow, then comes back to `_` */
	| 'branches-out';

/** One child name, or a family of names, the module's code looks for. */
export interface Branch {
	/** The literal child name, or a word for the family in angle brackets, such as `<digits>` or `<hangup cause>`. */
	readonly key: string;
	/** When the switch takes it, as the rest of a sentence that starts with "when". */
	readonly when: string;
	/** The same in a word or two, for the output in the editor, which cuts it off early; `{}` stands for what a family asks for. Absent: `when`. */
	readonly label?: string;
	/** What on the switch the name of a family is the id of. */
	readonly picker?: Picker;
}

/** What on the switch an id names. */
export type Picker =
	| 'user' | 'device' | 'vmbox' | 'menu' | 'media' | 'callflow' | 'conference' | 'queue' | 'temporal_rule' | 'group' | 'directory'
	| 'faxbox' | 'list' | 'function';

/** Everything the software knows about one callflow module, in one place. */
export interface ModuleDefinition<Data extends z.ZodObject = z.ZodObject> {
	/** The switch's own name. */
	readonly module: string;
	/** What a person would call it: "Say a text". */
	readonly title: string;
	readonly group: ModuleGroup;
	/** One sentence: what it does to the call. */
	readonly summary: string;
	/** Plain words people search for besides name and title: "ring a phone". */
	readonly searchWords: readonly string[];
	/** Lines of the switch that have it. */
	readonly versions: readonly SwitchVersion[];
	/**
	 * The keys of `data` on KAZOO master, with limits and defaults as the switch has them. Unknown keys pass.
	 * Field metadata ({@link FieldMeta}, put on by `described`) feeds the form in the editor.
	 */
	readonly data: Data;
	/** Where a line of the switch takes other keys. */
	readonly dataIn?: Partial<Record<SwitchVersion, z.ZodType>>;
	/** Children the code looks for, `_` included where it is ever run. Empty: terminal. */
	readonly branches: readonly Branch[];
	readonly ending: Ending;
	/** Whether it answers an unanswered call. */
	readonly answers: boolean;
	/** Facts a flow author should know: one sentence each. */
	readonly notes: readonly string[];
}

/** Metadata of a field of `data`, for the form. */
export interface FieldMeta {
	/** Label in the form. */
	readonly title?: string;
	/** Help text. */
	readonly description?: string;
	/** `ms`, `s`, … shown behind the label. */
	readonly unit?: string;
	/** Shown under "More options". */
	readonly rare?: boolean;
	/** What on the switch the id names, for a picker. */
	readonly picker?: Picker;
	/** The key beside it that says what the id names: its values are {@link Picker}s. */
	readonly pickerBy?: string;
	/** What a person would call the values of an enumeration. Absent: the switch's own words. */
	readonly choices?: Readonly<Record<string, string>>;
	/** The values of the object are objects themselves: typed as JSON in the form. */
	readonly json?: boolean;
	/** The switch checks the host of this URL against its deny list. */
	readonly checkedUrl?: boolean;
}

/** Lets a definition keep the exact type of its data. */
export function defineModule<Data extends z.ZodObject>(definition: ModuleDefinition<Data>): ModuleDefinition<Data> {
	return definition;
}
