import type { DenyList } from '../../pivot/callflow/denyList';
import type { Dialect } from '../../pivot/dialects/dialect';
import type { JsonObject } from '../../pivot/json';
import type { SwitchVersion } from '../../pivot/switchVersion';
import type { VirtualAccount } from '../account';
import type { Announced, CallEvent, EventDetail, Heard } from '../callEvent';
import type { DebugDocument } from '../callResult';
import type { CallState } from '../callState';
import { completeScript, type CallerScript, type CompleteScript } from '../caller/callerScript';
import { Keypad } from '../caller/keypad';
import type { PivotHttpClient } from '../wire/exchange';
import { CallClock, CallerHungUp } from './callClock';

/** What holds for the whole call. */
export interface CallCircumstances {
	readonly version: SwitchVersion;
	readonly dialect: Dialect;
	readonly deny: DenyList;
	readonly schemaErrors: 'as-built' | 'documented';
	readonly flushWorks: boolean;
	readonly maxPivots: number;
	readonly capture: string | undefined;
	readonly account: VirtualAccount;
	readonly script: CallerScript;
	readonly timeScale: number;
	readonly client: PivotHttpClient;
}

/** A call that is up: its state, its clock, its caller, and the record of what happens to it. */
export class LiveCall {
	state: CallState;
	answered = false;
	/** How many callflows wait for the running one to end. */
	depth = 0;
	pivots = 0;
	/** Channel vars, which `branch_variable` reads; names in lower_snake. */
	channelVars: JsonObject = {};
	/** Application vars as the media switch has them. */
	channelApplicationVars: JsonObject;
	/** What `after_bridge` decided, as the rest of "after the conversation …". */
	afterBridge: string | undefined;
	longestSilenceMs = 0;
	/** Whether any node ran for the caller. */
	nodeRan = false;
	readonly circumstances: CallCircumstances;
	readonly script: CompleteScript;
	readonly clock: CallClock;
	readonly keypad: Keypad;
	readonly events: CallEvent[] = [];
	readonly debugDocuments: DebugDocument[] = [];
	#unservedSinceMs: number | undefined;

	constructor(state: CallState, circumstances: CallCircumstances) {
		this.state = state;
		this.circumstances = circumstances;
		this.channelApplicationVars = state.applicationVars;
		this.script = completeScript(circumstances.script);
		this.clock = new CallClock(this.script.hangupAfterMs ?? Infinity, circumstances.timeScale);
		this.keypad = new Keypad(this.script);
	}

	get version(): SwitchVersion {
		return this.circumstances.version;
	}

	get account(): VirtualAccount {
		return this.circumstances.account;
	}

	/** Calling from a device of the account. */
	get internal(): boolean {
		return this.state.userIds.length > 0;
	}

	record(detail: EventDetail): void {
		this.events.push({ atMs: Math.round(this.clock.now), depth: this.depth, ...detail });
	}

	remark(text: string): void {
		this.record({ type: 'remark', text });
	}

	announce(kind: Announced['kind'], what: string, detail: JsonObject = {}): void {
		this.record({ type: 'announced', kind, what, detail });
	}

	answer(): void {
		if (this.answered) return;
		this.answered = true;
		this.record({ type: 'answered' });
	}

	/** The call is different now; `what` says how. */
	change(changed: Partial<CallState>, what: string): void {
		this.state = { ...this.state, ...changed };
		this.record({ type: 'changed', what });
	}

	/** Digits stored under a name, `undefined` where there is no such collection. */
	collected(name: string): string | undefined {
		return this.state.collections?.[name];
	}

	store(name: string, digits: string | undefined): void {
		const others = Object.entries(this.state.collections ?? {}).filter(([other]) => other !== name);
		this.state = { ...this.state, collections: Object.fromEntries(digits === undefined ? others : [...others, [name, digits]]) };
	}

	/** The caller waits and hears nothing. */
	async wait(ms: number, why: string): Promise<void> {
		this.record({ type: 'waited', ms: this.clock.remaining(ms), why });
		await this.clock.pass(ms);
	}

	/** The caller hears something that no key cuts short. */
	async hear(what: Heard['what'], text: string, ms: number): Promise<void> {
		if (ms <= 0) return;
		this.record({ type: 'heard', what, text, ms: this.clock.remaining(ms) });
		await this.clock.pass(ms);
	}

	/** Nothing more will happen: the caller stays as long as they have patience, then hangs up. */
	async untilHangUp(what: Heard['what'], text: string, staysMs = this.script.patienceMs): Promise<never> {
		await this.hear(what, text, staysMs);
		throw new CallerHungUp();
	}

	/** A pivot was asked: from now on somebody owes the caller a node. */
	owesNode(): void {
		this.#unservedSinceMs ??= this.clock.now;
	}

	/** A node runs for the caller. */
	nodeRuns(): void {
		this.#measureSilence();
		this.#unservedSinceMs = undefined;
		this.nodeRan = true;
	}

	/** ms for which a node is owed, from the start of a call in which none ran; undefined when none is. */
	get unservedMs(): number | undefined {
		this.#measureSilence();
		if (this.#unservedSinceMs !== undefined) return this.clock.now - this.#unservedSinceMs;
		return this.nodeRan ? undefined : this.clock.now;
	}

	#measureSilence(): void {
		if (this.#unservedSinceMs === undefined) return;
		this.longestSilenceMs = Math.max(this.longestSilenceMs, Math.round(this.clock.now - this.#unservedSinceMs));
	}
}
