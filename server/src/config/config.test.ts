import { describe, expect, it } from 'vitest';
import { configSchema, readConfig } from './config';

describe('the settings', () => {
	it('all have a default', () => {
		expect(configSchema.parse({})).toMatchObject({ host: '0.0.0.0', port: 8090, store: 'kazoo-pivot.sqlite', deny: { hosts: ['localhost'] } });
		expect(readConfig([], {})).toEqual({ kind: 'config', config: {} });
	});

	it('come from the environment; a flag wins; an empty variable is none', () => {
		const read = readConfig(['--port', '9000'], { PIVOT_PORT: '9001', PIVOT_HOST: '127.0.0.1', PIVOT_PUBLIC_URL: '' });
		expect(read).toEqual({ kind: 'config', config: { port: '9000', host: '127.0.0.1' } });
	});

	it.each([
		[['--port', 'many'], 'PIVOT_PORT'],
		[['--public-url', 'pivot.example'], 'PIVOT_PUBLIC_URL'],
		[['--token', 'secret'], 'A token reads kp_'],
		[['--colour', 'red'], '--colour'],
	])('say what is wrong with %j', (argv, part) => {
		const read = readConfig(argv, {});
		expect(read.kind === 'wrong' && read.message).toContain(part);
	});

	it('read the deny list: names and networks', () => {
		expect(configSchema.parse({ deny: 'none' }).deny).toEqual({ hosts: [], networks: [] });
		expect(configSchema.parse({ deny: 'intra.example, 10.0.0.0/8,192.168.1.1' }).deny).toEqual({ hosts: ['intra.example'], networks: ['10.0.0.0/8', '192.168.1.1/32'] });
	});

	it('take the trailing slash off the public URL', () => {
		expect(configSchema.parse({ publicUrl: 'https://pivot.example/' }).publicUrl).toBe('https://pivot.example');
	});
});
