import { z } from 'zod'
import { ROLES, type Role } from '#domain/kernel/actor.ts'
import { IDENTITY_DEFAULTS, type IdentitySettings } from './session/index.ts'
import { StartError } from './start-error.ts'

const flag = z.enum(['0', '1']).transform((text) => text === '1')
const isRole = (text: string): text is Role => ROLES.some((role) => role === text)
const isSafeUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
}

/** The settings of the environment about signing in. */
export const IDENTITY_ENV = {
  /** Minutes without a request after which a session is over. */
  SESSION_IDLE_MINUTES: z.coerce
    .number()
    .int()
    .min(1)
    .max(24 * 60)
    .default(IDENTITY_DEFAULTS.idleMinutes),
  /** Hours after which a session is over, however much it is used. */
  SESSION_HOURS: z.coerce.number().int().min(1).max(72).default(IDENTITY_DEFAULTS.absoluteHours),
  /** Roles that sign in with a second factor, by comma; `none` for none. Default: bureau, finance and system-admin, with demonstration data none. */
  SECOND_FACTOR_ROLES: z
    .string()
    .transform((text) => (text === 'none' ? [] : text.split(',').map((one) => one.trim())))
    .refine(
      (list): list is Role[] => list.every(isRole),
      '应为身份代码，用逗号分隔，例如 bureau,finance,system-admin；不要求则写 none',
    )
    .optional(),
  /** Where people reach this site, as `https://sgz.example.gov.cn`: needed for OIDC. */
  PUBLIC_URL: z.string().refine(isSafeUrl, '应为 https:// 开头的网址').optional(),
  /** OpenID provider; with it OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and PUBLIC_URL. */
  OIDC_ISSUER: z.string().refine(isSafeUrl, '应为 https:// 开头的网址').optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_LABEL: z.string().max(20).default('统一身份认证'),
  /** Claim that holds the sign-in name of accounts not linked yet. Default: people link their own account. */
  OIDC_MATCH_CLAIM: z.string().optional(),
  /** The provider asks for a second factor itself. */
  OIDC_BRINGS_FACTOR: flag.default(false),
}

export type IdentityEnv = z.output<z.ZodObject<typeof IDENTITY_ENV>>

const BY_DEFAULT: readonly Role[] = ['bureau', 'finance', 'system-admin']

/** How strict the doors are, out of the environment. */
export function identityOf(env: IdentityEnv, hasDemo: boolean): IdentitySettings {
  return {
    ...IDENTITY_DEFAULTS,
    idleMinutes: env.SESSION_IDLE_MINUTES,
    absoluteHours: env.SESSION_HOURS,
    secondFactorRoles: env.SECOND_FACTOR_ROLES ?? (hasDemo ? [] : BY_DEFAULT),
    oidc: oidcOf(env),
  }
}

function oidcOf(env: IdentityEnv): IdentitySettings['oidc'] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, PUBLIC_URL: site } = env
  if (issuer === undefined) return undefined
  if (clientId === undefined || clientSecret === undefined || site === undefined)
    throw new StartError(
      'SETTING_INVALID',
      '环境设置有误。设了 OIDC_ISSUER，还须设 OIDC_CLIENT_ID、OIDC_CLIENT_SECRET 和 PUBLIC_URL。',
      'Invalid settings: OIDC_ISSUER needs OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and PUBLIC_URL.',
    )
  return {
    issuer,
    clientId,
    clientSecret,
    label: env.OIDC_LABEL,
    redirectUri: new URL('/sign-in/oidc', site).href,
    matchClaim: env.OIDC_MATCH_CLAIM,
    bringsFactor: env.OIDC_BRINGS_FACTOR,
  }
}
