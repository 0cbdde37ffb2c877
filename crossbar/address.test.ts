import { describe, expect, it } from 'vitest';
import { baseUrlOf, pathOf } from './address';

describe('addresses of the switch’s API', () => {
	it('hold ids encoded', () => {
		expect(pathOf('accounts', 'a', 'pivot', 'debug', '7f3a@10.1.2.3')).toBe('/accounts/a/pivot/debug/7f3a%4010.1.2.3');
		expect(pathOf('x', 'a/b;c:d?e#f g%40')).toBe('/x/a%2Fb%3Bc%3Ad%3Fe%23f%20g%2540');
	});

	it.each(['', ' ', '.', '..', '\uD800'])('never lead elsewhere: %o', (id) => {
		expect(() => pathOf('accounts', id, 'callflows')).toThrow(expect.objectContaining({ code: 'crossbar.bad-id' }));
	});

	it.each([
		['https://api.virtualpbx.net/v2/', 'https://api.virtualpbx.net/v2'],
		['https://public-api.virtualpbx.com:8443/v2', 'https://public-api.virtualpbx.com:8443/v2'],
		['http://10.0.0.5:8000', 'http://10.0.0.5:8000/v2'],
		[' api.example.com ', 'https://api.example.com/v2'],
		['https://example.com/crossbar/', 'https://example.com/crossbar/v2'],
	])('begin with %s as %s', (given, url) => {
		expect(baseUrlOf(given)).toBe(url);
	});

	it.each(['', 'ftp://x/v2', 'https://', 'https://x/v2?a=1', 'not a url', 'javascript:alert(1)'])('do not begin with %o', (given) => {
		expect(() => baseUrlOf(given)).toThrow(/not the URL of a switch’s API/);
	});
});
