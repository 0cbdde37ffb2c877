import { describe, expect, it } from 'vitest';
import { deniedBy, splitClientUrl } from './denied';
import { KAZOO_DENY_LIST, NO_DENY_LIST } from './denyList';

describe('KAZOO’s own deny list', () => {
	it.each([
		'http://localhost/', 'http://localhost', 'https://localhost:8443/x', 'http://LOCALHOST/', 'http://localhost?x=1', 'http://localhost#x',
		'http://127.0.0.1/', 'http://127.0.0.1:8080/next', 'http://0.0.0.0:80/', 'http://0x7f.0.0.1/', 'http://0177.0.0.1/', 'http://127.0.0.01/',
	])('refuses %s', (url) => {
		expect(deniedBy(url, KAZOO_DENY_LIST)).toBeDefined();
	});

	it.each([
		['another name, to the letter', 'http://localhost./'],
		['another name', 'http://localhost.example/'],
		['nothing is resolved', 'http://localtest.me/'],
		['another address of the loopback network', 'http://127.0.0.2/'],
		['a private address', 'http://10.0.0.1/'],
		['a short address is a name to the switch', 'http://127.1/'],
		['a number is a name to the switch', 'http://2130706433/'],
		['the switch ends the host at the first colon', 'http://bob:secret@localhost/'],
		['the same with a password that looks like a port', 'http://bob:1secret@localhost/'],
		['the switch sees no IPv6 address', 'http://[::1]:8080/'],
		['no host at all', 'http:///x'],
	])('lets through, because %s: %s', (_why, url) => {
		expect(deniedBy(url, KAZOO_DENY_LIST)).toBeUndefined();
	});
});

describe('a deny list of an operator', () => {
	it('names the entry that matched', () => {
		const list = { hosts: ['pbx.example'], networks: ['192.168.0.0/16', '10.0.0.0/8'] };
		expect(deniedBy('https://10.200.3.4/hook', list)).toBe('10.0.0.0/8');
		expect(deniedBy('https://PBX.example/hook', list)).toBe('pbx.example');
		expect(deniedBy('https://172.16.0.1/hook', list)).toBeUndefined();
	});

	it('compares networks by their bits', () => {
		const list = { hosts: [], networks: ['172.16.0.0/12'] };
		expect(deniedBy('http://172.31.255.255/', list)).toBe('172.16.0.0/12');
		expect(deniedBy('http://172.32.0.0/', list)).toBeUndefined();
		expect(deniedBy('http://1.2.3.4/', { hosts: [], networks: ['0.0.0.0/0'] })).toBe('0.0.0.0/0');
	});

	it('compares addresses with networks only, and names with names only', () => {
		expect(deniedBy('http://10.0.0.1/', { hosts: ['10.0.0.1'], networks: [] })).toBeUndefined();
		expect(deniedBy('http://10.0.0.1/', { hosts: [], networks: ['10.0.0.1'] })).toBe('10.0.0.1');
	});

	it('takes IPv6 networks at their word', () => {
		const list = { hosts: [], networks: ['::1/128', 'fc00::/7', '2001:db8::/32'] };
		expect(deniedBy('http://[::1]:8080/', list)).toBe('::1/128');
		expect(deniedBy('http://[fd12:3456::1]/', list)).toBe('fc00::/7');
		expect(deniedBy('http://[2001:DB8:0:0::7]/', list)).toBe('2001:db8::/32');
		expect(deniedBy('http://[2001:db9::7]/', list)).toBeUndefined();
		expect(deniedBy('http://[::ffff:127.0.0.1]/', KAZOO_DENY_LIST)).toBeUndefined();
	});

	it.each(['', 'nonsense', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/x', '10.0.0.0/8/8', '10.0.0.5/8', ':::/1', '1::2::3/8', '12345::/16'])(
		'an entry that is no network (%j) matches nothing', (entry) => {
			expect(deniedBy('http://10.0.0.1/', { hosts: [], networks: [entry] })).toBeUndefined();
			expect(deniedBy('http://[1::2]/', { hosts: [], networks: [entry] })).toBeUndefined();
		},
	);

	it('may be empty', () => {
		expect(deniedBy('http://localhost/', NO_DENY_LIST)).toBeUndefined();
	});
});

describe('a URL is split as the switch splits it', () => {
	it.each([
		['https://pbx.example:8443/a?b#c', { scheme: 'https', host: 'pbx.example' }],
		['HTTP://pbx.example', { scheme: 'HTTP', host: 'pbx.example' }],
		['pbx.example/hook', { scheme: '', host: '' }],
		['localhost:80/x', { scheme: 'localhost', host: '' }],
		['//pbx.example/', { scheme: '', host: 'pbx.example' }],
		['http://bob@pbx.example:80/x', { scheme: 'http', host: '80' }],
		['', { scheme: '', host: '' }],
	])('%s', (url, parts) => {
		expect(splitClientUrl(url)).toEqual(parts);
	});

	it('fails where a user name has no colon behind it', () => {
		expect(splitClientUrl('http://bob@pbx.example/x')).toBeUndefined();
		expect(deniedBy('http://bob@localhost/x', KAZOO_DENY_LIST)).toBeUndefined();
	});
});
