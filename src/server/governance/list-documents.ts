import type { listDocuments as endpoint } from '#contract/governance.ts'
import { marksOf, receiptsOf } from '#domain/governance/index.ts'
import type { UseCase } from '#server/http/context.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { openPlans, refsOf, standingsOf } from './open-plans.ts'
import { listHeld, listNames } from './repository.ts'

/** The register of papers: source as far as it is known, and who has confirmed receipt. */
export const listDocuments =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context) => {
    const plans = await openPlans(opener, context)
    const rows = (await listHeld(context.tx, ['document'])).map((row) => ({
      ...row,
      receipts: receiptsOf(row.facts, plans.in(row.divisionCode)[0]?.moment.asOf ?? context.today),
    }))
    const units = await listNames(
      context.tx,
      'unit',
      rows.flatMap(({ receipts }) => receipts?.waitingIds ?? []),
    )
    return {
      documents: rows.map(({ id, name, divisionCode, facts, receipts }) => {
        const { docNo, issuedOn, issuerCodes, isWhole } = marksOf(facts)
        const say = (field: string): string =>
          typeof facts[field] === 'string' ? plans.say(divisionCode, facts[field], `document.${field}`) : '未填'
        const judged = standingsOf(plans, 'document', id, divisionCode).find(
          ({ layered }) => layered.rule.rule.kind === 'catalogue' && layered.rule.rule.of === 'document.statusCode',
        )
        return {
          id,
          name,
          kindLabel: say('kindCode'),
          docNo,
          issuedOn,
          issuers:
            issuerCodes?.map((code) => plans.say(divisionCode, code, 'issuerCodes')).join('、') ??
            (issuerCodes as null | undefined),
          isWhole,
          statusLabel: say('statusCode'),
          state: judged?.state ?? null,
          stateLabel: judged?.stateLabel ?? null,
          refs: judged ? refsOf(judged.here, judged.layered) : [],
          receipts: receipts
            ? {
                total: receipts.total,
                received: receipts.received,
                waiting: receipts.waitingIds.map((unit) => units.get(unit) ?? (unit === '' ? '单位未填' : unit)),
              }
            : null,
        }
      }),
    }
  }
