import { FIRST_KEY_MS, NEXT_KEY_MS, PAUSE_MS, type CallerScript } from './callerScript';

/** A key, and how long after the one before it (or after the question) it is pressed. */
export interface KeyPress {
	readonly key: string;
	readonly afterMs: number;
}

/** Hands out the keys of the script in the order in which they are heard. */
export class Keypad {
	readonly #script: CallerScript;
	#questions = 0;
	#prompts = 0;
	readonly #asked = new Map<string, number>();
	#typedAhead: readonly string[] = [];

	constructor(script: CallerScript) {
		this.#script = script;
	}

	/** The keys for the next question, typed-ahead ones first. */
	forQuestion(collection?: string): KeyPress[] {
		return [...this.#takeTypedAhead(), ...pressesIn(this.#nextAnswer(collection))];
	}

	/** The keys pressed during the next prompt, typed-ahead ones first. */
	duringPrompt(): KeyPress[] {
		const scripted = this.#script.duringPrompts?.[this.#prompts] ?? '';
		this.#prompts += 1;
		return [...this.#takeTypedAhead(), ...pressesIn(scripted)];
	}

	/** Nobody waited for these: the next one who listens hears them. */
	typeAhead(presses: readonly KeyPress[]): void {
		this.#typedAhead = presses.map((press) => press.key);
	}

	#takeTypedAhead(): KeyPress[] {
		const presses = this.#typedAhead.map((key) => ({ key, afterMs: 0 }));
		this.#typedAhead = [];
		return presses;
	}

	#nextAnswer(collection: string | undefined): string {
		const named = collection === undefined ? undefined : this.#script.digitsFor?.[collection];
		if (collection !== undefined && named !== undefined) {
			const times = this.#asked.get(collection) ?? 0;
			this.#asked.set(collection, times + 1);
			return named[times] ?? '';
		}
		const answer = this.#script.digits?.[this.#questions] ?? '';
		this.#questions += 1;
		return answer;
	}
}

function pressesIn(keys: string): KeyPress[] {
	const presses: KeyPress[] = [];
	let afterMs = FIRST_KEY_MS;
	for (const key of keys) {
		if (key === ',') {
			afterMs += PAUSE_MS;
			continue;
		}
		presses.push({ key, afterMs });
		afterMs = NEXT_KEY_MS;
	}
	return presses;
}
