import { expect, test } from 'vitest'
import { identityOf } from './env-identity.ts'
import { readEnv } from './env.ts'
import { hashPassword } from './session/index.ts'

test('bureau, finance and system administrators need a second factor, unless the data is for demonstration', () => {
  expect(identityOf(readEnv({}), false).secondFactorRoles).toEqual(['bureau', 'finance', 'system-admin'])
  expect(identityOf(readEnv({}), true).secondFactorRoles).toEqual([])
  expect(identityOf(readEnv({ SECOND_FACTOR_ROLES: 'town, worker' }), true).secondFactorRoles).toEqual(['town', 'worker'])
  expect(identityOf(readEnv({ SECOND_FACTOR_ROLES: 'none' }), false).secondFactorRoles).toEqual([])
})

test.each([
  ['SECOND_FACTOR_ROLES', 'king'],
  ['SESSION_IDLE_MINUTES', '0'],
  ['OIDC_ISSUER', 'http://login.example.cn'],
  ['PUBLIC_URL', 'sgz.example.cn'],
])('%s=%s is refused by name', (name, value) => expect(() => readEnv({ [name]: value })).toThrow(name))

test('passwords are hashed at 19 MiB in two passes, and no setting changes that', async () => {
  const loose = { PASSWORD_COST: '1', passwordCost: '1', NODE_ENV: 'test' }
  const { passwordCost } = identityOf(readEnv(loose), true)
  for (const hash of [await hashPassword('tulip-anvil-brook'), await hashPassword('tulip-anvil-brook', passwordCost)])
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

test('a provider is named whole or not at all', () => {
  const whole = {
    OIDC_ISSUER: 'https://login.example.cn',
    OIDC_CLIENT_ID: 'sgz',
    OIDC_CLIENT_SECRET: 'x',
    PUBLIC_URL: 'https://sgz.example.cn',
  }
  expect(identityOf(readEnv(whole), false).oidc).toMatchObject({
    redirectUri: 'https://sgz.example.cn/sign-in/oidc',
    bringsFactor: false,
  })
  expect(() => identityOf(readEnv({ ...whole, PUBLIC_URL: '' }), false)).toThrow('PUBLIC_URL')
  expect(identityOf(readEnv({}), false).oidc).toBeUndefined()
})
