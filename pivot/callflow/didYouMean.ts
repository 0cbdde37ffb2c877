/** What people write for modules that have another name: words of KAZOO's older documents, of TwiML and of other switches. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
	['say', 'tts'], ['speak', 'tts'], ['text_to_speech', 'tts'],
	['playback', 'play'], ['play_audio', 'play'], ['prompt', 'play'], ['media', 'play'],
	['gather', 'collect_dtmf'], ['collect', 'collect_dtmf'], ['collect_digits', 'collect_dtmf'], ['dtmf', 'collect_dtmf'],
	['ivr', 'menu'],
	['kvs_set', 'set_variables'], ['kvs', 'set_variables'], ['set_vars', 'set_variables'], ['set_cav', 'set_variables'],
	['hang_up', 'hangup'], ['end', 'hangup'], ['disconnect', 'hangup'],
	['reject', 'response'], ['busy', 'response'], ['decline', 'response'],
	['pause', 'sleep'], ['wait', 'sleep'], ['delay', 'sleep'],
	['dial', 'user'], ['call', 'user'], ['bridge', 'user'], ['ring', 'user'], ['extension', 'user'], ['phone', 'device'],
	['external', 'resources'], ['outbound', 'resources'], ['carrier', 'resources'], ['resource', 'resources'],
	['record', 'record_caller'], ['recording', 'record_call'],
	['queue', 'acdc_member'], ['enqueue', 'acdc_member'],
	['vm', 'voicemail'], ['mailbox', 'voicemail'], ['vmbox', 'voicemail'],
	['conf', 'conference'],
	['redirect', 'pivot'], ['http', 'webhook'], ['http_request', 'webhook'], ['notify', 'webhook'],
	['goto', 'callflow'], ['jump', 'callflow'],
	['if', 'branch_variable'], ['switch', 'branch_variable'], ['branch', 'branch_variable'],
	['time_of_day', 'temporal_route'], ['timeofday', 'temporal_route'], ['schedule', 'temporal_route'],
	['caller_id', 'set_cid'], ['set_caller_id', 'set_cid'],
]);

/**
 * The module somebody probably meant by a name that does not exist: a word of another language for it, or the nearest name
 * by edit distance, at most a third of its letters away.
 *
 * @param names all module names there are
 */
export function didYouMean(written: string, names: readonly string[]): string | undefined {
	if (written.length > 64) return undefined;
	const word = written.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase().replace(/[\s-]+/g, '_').replace(/^_+|_+$/g, '');
	const known = OTHER_NAMES.get(word);
	if (known !== undefined && names.includes(known)) return known;
	const nearest = names
		.map((name) => ({ name, distance: editDistance(word, name) }))
		.sort((one, other) => one.distance - other.distance)[0];
	return nearest && nearest.distance <= Math.floor(Math.max(word.length, 3) / 3) ? nearest.name : undefined;
}

/** Letters to insert, remove, replace or swap with their neighbour to make one word of the other. */
function editDistance(from: string, to: string): number {
	let beforeLast: number[] = [];
	let last = Array.from({ length: to.length + 1 }, (_, index) => index);
	for (let row = 1; row <= from.length; row += 1) {
		const current = [row];
		for (let column = 1; column <= to.length; column += 1) {
			const same = from[row - 1] === to[column - 1];
			const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
			current.push(Math.min(
				(last[column] ?? 0) + 1,
				(current[column - 1] ?? 0) + 1,
				(last[column - 1] ?? 0) + (same ? 0 : 1),
				swapped ? (beforeLast[column - 2] ?? 0) + 1 : Infinity,
			));
		}
		beforeLast = last;
		last = current;
	}
	return last[to.length] ?? 0;
}
