import type { RequestListener } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import type { DestinationStream } from 'pino'
import { API_PREFIX } from '#contract/endpoint.ts'
import type { DemoHint } from '#contract/session.ts'
import { accessRoutes, withGlass } from '#server/access/index.ts'
import { accountRoutes } from '#server/account/index.ts'
import { attachmentRoutes, type AttachmentParts } from '#server/attachment/index.ts'
import { auditRoutes } from '#server/audit/index.ts'
import { fixedKeyring, type Keyring } from '#server/crypto/index.ts'
import type { DB } from '#server/db/types.ts'
import { openSchemes } from '#server/open-schemes.ts'
import { governanceGuards, governanceRoutes } from '#server/governance/index.ts'
import { healthRoutes } from '#server/health/index.ts'
import type { HttpParts } from '#server/http/context.ts'
import { createApp } from '#server/http/create-app.ts'
import { DEFAULT_LIMITS, limitAccounts, type LimitOptions } from '#server/http/limit/limits.ts'
import { serveWeb } from '#server/http/reply/serve-web.ts'
import { serveMetrics } from '#server/metrics/index.ts'
import { recordRoutes } from '#server/record/index.ts'
import { createGroundFinder, schemeRoutes, type SchemeOpener } from '#server/scheme/index.ts'
import { stationImporter, stationRoutes } from '#server/station/index.ts'
import { secretRoutes } from '#server/secret/index.ts'
import { systemRoutes } from '#server/system/index.ts'
import { workerImporter, workforceRoutes } from '#server/workforce/index.ts'
import { divisionImporter, territoryRoutes } from '#server/territory/index.ts'
import { createOidcClient, findActor, IDENTITY_DEFAULTS, sessionRoutes, type IdentitySettings } from '#server/session/index.ts'
import { tableRoutes } from '#server/table/index.ts'

export interface AppOptions {
  readonly db: Kysely<DB>
  readonly appKey: Uint8Array
  /** Keys of encrypted fields; the application key alone without. */
  readonly keyring?: Keyring
  /** Screens and exports carry who took them. */
  readonly isMarked?: boolean
  readonly version: string
  /** Where data and migrations lie, for the page of the system's state. */
  readonly dataDir?: string
  readonly migrationsDir?: string
  /** Folder of the built browser part. */
  readonly webDir: string
  readonly isSecure?: boolean
  /** Accounts to name on the sign-in page of a demonstration. */
  readonly demo?: DemoHint | null
  readonly clock?: () => Date
  /** How strict the doors are. */
  readonly identity?: IdentitySettings
  readonly logLevel?: string
  /** Opens schemes; whoever opened some before the start hands theirs over. */
  readonly opener?: SchemeOpener
  readonly logStream?: DestinationStream
  readonly trustProxy?: readonly string[] | undefined
  readonly limits?: LimitOptions
  /** Opens the metrics to whoever presents it; to this machine alone without. */
  readonly metricsToken?: string | undefined
  /** Where files lie; without it none is taken. */
  readonly files?: AttachmentParts | undefined
}

export interface App {
  readonly fastify: FastifyInstance
  readonly handler: RequestListener
}

/** The whole application: every module's routes, ready to answer. */
export async function buildApp({
  db,
  appKey,
  keyring = fixedKeyring([appKey]),
  isMarked = true,
  version,
  dataDir,
  migrationsDir,
  webDir,
  isSecure = false,
  demo = null,
  clock = () => new Date(),
  identity: settings = IDENTITY_DEFAULTS,
  logLevel = 'warn',
  opener = openSchemes(db),
  logStream,
  trustProxy,
  limits = DEFAULT_LIMITS,
  metricsToken,
  files,
}: AppOptions): Promise<App> {
  const { app, gate, handler } = await createApp({ version, logLevel, logStream, isSecure, trustProxy, limits })
  const identity = { db, appKey, keyring, settings }
  const oidc = settings.oidc && createOidcClient(settings.oidc, app.log)
  const parts: HttpParts = {
    db,
    appKey,
    keyring,
    clock,
    isSecure,
    findActor: limitAccounts(withGlass(db, clock, findActor(identity, clock)), limits),
    findGround: createGroundFinder(db, opener),
  }

  serveMetrics(app, { db, gate, version, token: metricsToken })
  healthRoutes(app, parts, version)
  sessionRoutes(app, parts, identity, oidc, demo)
  accountRoutes(app, parts, identity, oidc)
  schemeRoutes(app, parts, opener)
  accessRoutes(app, parts, isMarked)
  auditRoutes(app, parts, isMarked)
  recordRoutes(app, parts, opener, governanceGuards(opener))
  stationRoutes(app, parts, opener)
  secretRoutes(app, parts, keyring)
  attachmentRoutes(app, parts, files)
  // what the modules take in as spreadsheets: here
  tableRoutes(app, parts, opener, [stationImporter(opener), divisionImporter(opener), workerImporter(opener)], isMarked)
  systemRoutes(app, parts, { version, dataDir, migrationsDir })
  workforceRoutes(app, parts, opener, keyring)
  territoryRoutes(app, parts, opener, keyring)
  governanceRoutes(app, parts, opener)
  // a new module's routes: here

  app.get(`${API_PREFIX}/openapi.json`, { schema: { hide: true } }, (_, reply) =>
    reply.type('application/json').send(JSON.stringify(app.swagger())),
  )
  await serveWeb(app, webDir)
  await app.ready()
  return { fastify: app, handler }
}
