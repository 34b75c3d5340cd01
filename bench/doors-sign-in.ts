import { addAccount } from '#server/account/index.ts'
import { buildApp } from '#server/app.ts'
import { systemTx } from '#server/db/actor-tx.ts'
import { openDb } from '#server/db/pool.ts'
import { holdPort } from '#server/http/limit/front-door.ts'
import { withBenchDatabase } from './doors-request.ts'
import { atMost, beside, sampleOf, type Figure } from './figure.ts'

const PEOPLE = 500
const PASSWORD = 'correct horse battery staple'

/** 500 people sign in in the same moment, each from a place of their own: how many get a 5xx, and how long the last one waits. */
export const doorsSignIn = (): Promise<Figure[]> =>
  withBenchDatabase(async ({ app }) => {
    const db = openDb({ ...app, max: 20 })
    for (let i = 0; i < PEOPLE; i++)
      await systemTx(db, (tx) =>
        addAccount(tx, {
          signInName: `person-${i}`,
          displayName: '演示',
          password: PASSWORD,
          grants: [{ role: 'town', scope: { code: '990901001' }, validFrom: '2020-01-01' }],
        }),
      )
    const { fastify, handler } = await buildApp({
      db,
      appKey: Buffer.alloc(32, 1),
      version: 'bench',
      webDir: '/nowhere',
      trustProxy: ['127.0.0.1'],
      logLevel: 'silent',
    })
    const door = await holdPort('127.0.0.1', 0)
    door.open(handler)
    const from = performance.now()
    const statuses = await Promise.all(
      Array.from({ length: PEOPLE }, async (_, i) => {
        const { status } = await fetch(`${door.address}/api/session`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.0.${i >> 8}.${i & 255}` },
          body: JSON.stringify({ name: `person-${i}`, password: PASSWORD }),
        }).catch(() => ({ status: 599 }))
        return status
      }),
    )
    const seconds = (performance.now() - from) / 1000
    await door.close()
    await fastify.close()
    await db.destroy()
    return [
      {
        ...atMost(
          '500 sign-ins at once: answered 5xx',
          sampleOf([statuses.filter((status) => status >= 500).length]),
          'answers',
          0,
        ),
        ratio: null,
      },
      beside('500 sign-ins at once: signed in', sampleOf([statuses.filter((status) => status === 200).length]), 'answers'),
      beside('500 sign-ins at once: until the last answer', sampleOf([seconds]), 'seconds'),
    ]
  })
