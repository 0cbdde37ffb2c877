import { defineConfig } from 'vitest/config';

const ignored = ['**/node_modules/**', '**/dist/**', 'n8n/**', '.run/**'];

export default defineConfig({
	test: {
		projects: [
			{
				test: {
					name: 'quick',
					include: ['{pivot,crossbar,nodes,credentials,switch,server,demo,test}/**/*.test.ts'],
					exclude: [...ignored, 'test/e2e/**', 'test/package/**', 'test/browser/**'],
					testTimeout: 15_000,
				},
			},
			{
				test: {
					name: 'package',
					include: ['test/package/**/*.test.ts'],
					exclude: ignored,
					testTimeout: 300_000,
					hookTimeout: 300_000,
					poolOptions: { forks: { singleFork: true } },
				},
			},
			{
				test: {
					name: 'end-to-end',
					include: ['test/e2e/**/*.test.ts'],
					exclude: ignored,
					testTimeout: 120_000,
					hookTimeout: 300_000,
					poolOptions: { forks: { singleFork: true } },
				},
			},
			{
				test: {
					name: 'browser',
					include: ['test/browser/**/*.test.ts'],
					exclude: ignored,
					testTimeout: 180_000,
					hookTimeout: 300_000,
					poolOptions: { forks: { singleFork: true } },
				},
			},
		],
	},
});
