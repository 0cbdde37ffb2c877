/**
 * What the caller does. Keys are pressed when somebody hears them: where the switch asks for digits, or during a
 * prompt. A comma in a text of keys is a pause of one second. Keys the switch did not wait for (a fifth digit where four
 * were asked for) are typed ahead: the next prompt or question hears them, as on a phone.
 */
export interface CallerScript {
	/** For each question (`collect_dtmf`, one try of a menu, a PIN) in order: the keys pressed; `''` is silence. */
	readonly digits?: readonly string[];
	/** For a question that stores into this collection: the keys, each time it is asked. Goes before `digits`. */
	readonly digitsFor?: Readonly<Record<string, readonly string[]>>;
	/** For each prompt in order: keys pressed while it plays; `''` lets it play. */
	readonly duringPrompts?: readonly string[];
	/** Hangs up at this call time, in ms. Default: never, while anything happens. */
	readonly hangupAfterMs?: number;
	/** How long the caller stays where nothing more will happen, in ms. Default 30,000. */
	readonly patienceMs?: number;
	/** How long a conversation lasts, in ms. Default 20,000. */
	readonly talkMs?: number;
	/** How long the caller speaks after a beep, in ms. Default 8,000. */
	readonly messageMs?: number;
	/** What the caller does after leaving a message. Default `stays`. */
	readonly afterMessage?: 'stays' | 'hangs up' | 'presses 0';
	/** The caller is a fax machine. */
	readonly fax?: boolean;
}

/** A script whose answers to "how long?" are all there. */
export type CompleteScript = CallerScript & Required<Pick<CallerScript, 'patienceMs' | 'talkMs' | 'messageMs' | 'afterMessage' | 'fax'>>;

/** The script with the defaults its keys name. */
export function completeScript(script: CallerScript): CompleteScript {
	return { patienceMs: 30_000, talkMs: 20_000, messageMs: 8_000, afterMessage: 'stays', fax: false, ...script };
}

/** ms between being asked and the first key. */
export const FIRST_KEY_MS = 1_000;
/** ms between one key and the next. */
export const NEXT_KEY_MS = 300;
/** ms a comma in the keys stands for. */
export const PAUSE_MS = 1_000;
