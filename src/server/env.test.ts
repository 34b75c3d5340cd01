import { expect, test } from 'vitest'
import { readEnv } from './env.ts'
import { StartError } from './start-error.ts'

test('without any setting: loopback, embedded, port 8080', () => {
  expect(readEnv({})).toMatchObject({ PORT: 8080, HOST: '127.0.0.1', SECURE: false })
  expect(readEnv({ DATABASE_URL: '', DATA_DIR: '' })).not.toHaveProperty('DATABASE_URL')
})

test.each([
  ['PORT', 'eighty'],
  ['PORT', '65536'],
  ['DATABASE_URL', 'mysql://localhost/x'],
  ['DATABASE_URL', 'localhost:5432'],
  ['APP_KEY', 'short'],
  ['DEMO', 'yes'],
])('%s=%s is refused by name', (name, value) => {
  expect(() => readEnv({ [name]: value })).toThrow(StartError)
  expect(() => readEnv({ [name]: value })).toThrow(name)
})

test('a key may be written in hex or base64', () => {
  expect(readEnv({ APP_KEY: 'ab'.repeat(32) }).APP_KEY).toEqual(Buffer.alloc(32, 0xab))
  expect(readEnv({ APP_KEY: Buffer.alloc(32, 7).toString('base64') }).APP_KEY).toEqual(Buffer.alloc(32, 7))
})
