/** A response as it came. */
export interface RawResponse {
	readonly status: number;
	/** Names in lower case; of a repeated header, the first. */
	readonly headers: Readonly<Record<string, string | undefined>>;
	readonly body: Uint8Array;
	/** Another request may follow on the connection. */
	readonly keepsAlive: boolean;
}

export type Reading = 'more' | 'unreadable' | RawResponse;

/** Reads one response as its bytes come in. */
export interface ResponseReader {
	push(chunk: Buffer): Reading;
	/** The other side closed: the response, where that is how it ends or where its head was read, else `unreadable`. */
	end(): Reading;
}

interface Head {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | undefined>>;
	readonly keepsAlive: boolean;
}

/** How much body is still to come. */
type Rest =
	| { readonly until: 'length'; left: number }
	| { readonly until: 'close' }
	| { readonly until: 'last chunk'; left: number; part: 'size' | 'data' | 'end of data' | 'trailer' };

/**
 * Reads as the switch's client does, `httpc`: lines may end in a bare line feed, a header line without a colon is passed
 * over (so a folded line is lost), 1xx is skipped, 204 and 304 have no body, nothing is decompressed, and a body that
 * ends before its `content-length` is delivered as far as it came. A status line without a reason or the space before it,
 * and any transfer encoding but `chunked`, is unreadable.
 */
export function createResponseReader(): ResponseReader {
	let waiting: Buffer = Buffer.alloc(0);
	let head: Head | undefined;
	let rest: Rest | undefined;
	const body: Buffer[] = [];

	function readHead(): Reading {
		const text = waiting.toString('latin1');
		const end = /\r?\n\r?\n/.exec(text);
		if (!end) return /^(?!HTTP\/)/.test(text) && text.length >= 5 ? 'unreadable' : 'more';
		const read = parseHead(text.slice(0, end.index));
		waiting = waiting.subarray(end.index + end[0].length);
		if (!read) return 'unreadable';
		if (read.status >= 100 && read.status < 200) return readHead();
		const expected = expectedRest(read);
		if (!expected) return 'unreadable';
		head = read;
		rest = expected;
		return readBody(read, expected);
	}

	function readBody(read: Head, expected: Rest): Reading {
		if (expected.until === 'last chunk') return readChunks(read, expected);
		const taken = expected.until === 'length' ? waiting.subarray(0, expected.left) : waiting;
		body.push(taken);
		waiting = waiting.subarray(taken.length);
		if (expected.until === 'close') return 'more';
		expected.left -= taken.length;
		return expected.left === 0 ? response(read, read.keepsAlive) : 'more';
	}

	function readChunks(read: Head, chunk: Rest & { until: 'last chunk' }): Reading {
		for (;;) {
			if (chunk.part === 'data') {
				const taken = waiting.subarray(0, chunk.left);
				body.push(taken);
				waiting = waiting.subarray(taken.length);
				chunk.left -= taken.length;
				if (chunk.left > 0) return 'more';
				chunk.part = 'end of data';
			}
			const lineEnd = waiting.indexOf(0x0a);
			if (lineEnd < 0) return 'more';
			const line = waiting.toString('latin1', 0, lineEnd).trim();
			waiting = waiting.subarray(lineEnd + 1);
			if (chunk.part === 'trailer') {
				if (line === '') return response(read, read.keepsAlive);
			} else if (chunk.part === 'end of data') {
				if (line !== '') return 'unreadable';
				chunk.part = 'size';
			} else {
				const size = /^([0-9A-Fa-f]{1,8})\s*(?:;|$)/.exec(line)?.[1];
				if (size === undefined) return 'unreadable';
				chunk.left = parseInt(size, 16);
				chunk.part = chunk.left === 0 ? 'trailer' : 'data';
			}
		}
	}

	function response(read: Head, keepsAlive: boolean): RawResponse {
		return { status: read.status, headers: read.headers, body: Buffer.concat(body), keepsAlive };
	}

	return {
		push(chunk) {
			waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
			return head && rest ? readBody(head, rest) : readHead();
		},
		end() {
			return head && rest && rest.until !== 'last chunk' ? response(head, false) : 'unreadable';
		},
	};
}

function parseHead(text: string): Head | undefined {
	const [statusLine = '', ...lines] = text.split(/\r?\n/);
	const [, version, status] = /^HTTP\/(\S*) (\d+) /.exec(statusLine) ?? [];
	if (version === undefined || status === undefined) return undefined;
	const headers: Record<string, string | undefined> = {};
	for (const line of lines) {
		const [, name, value = ''] = /^\s*([^:]*[^:\s]):(.*)$/s.exec(line) ?? [];
		const key = name?.toLowerCase();
		if (key !== undefined && !Object.hasOwn(headers, key)) {
			Object.defineProperty(headers, key, { value: value.trim(), enumerable: true, writable: true, configurable: true });
		}
	}
	return { status: Number(status), headers, keepsAlive: keepsAlive(version, headers['connection']) };
}

function keepsAlive(version: string, connection: string | undefined): boolean {
	return /^1\.[1-9]/.test(version) ? connection !== 'close' : version === '1.0' && connection === 'keep-alive';
}

function expectedRest({ status, headers }: Head): Rest | undefined {
	if (status === 204 || status === 304) return { until: 'length', left: 0 };
	const encoding = headers['transfer-encoding'];
	if (encoding !== undefined) {
		return encoding.toLowerCase() === 'chunked' ? { until: 'last chunk', left: 0, part: 'size' } : undefined;
	}
	const length = headers['content-length'];
	if (length === undefined || length === '-1') return { until: 'close' };
	return /^\d+$/.test(length) ? { until: 'length', left: Number(length) } : undefined;
}
