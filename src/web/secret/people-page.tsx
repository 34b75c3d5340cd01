import { useState, type SubmitEvent } from 'react'
import { findPerson, type SecretKind } from '#contract/person-secret.ts'
import { ActButton } from '#ui/form/act-button.tsx'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { ChoiceRow } from '#ui/form/choice-row.tsx'
import { DataTable } from '#ui/ledger/data-table.tsx'
import { ProblemNotice } from '#ui/problem-notice.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'
import { useCan } from '#web/kernel/current-session.ts'
import { useAddress } from '#web/kernel/use-address.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { readPeopleSearch } from './people-search.ts'
import { PersonSheet } from './person-sheet.tsx'
import { KIND_WORDS, SUBJECT_WORDS } from './secret-words.ts'
import './people-page.css'

const KINDS = Object.entries(KIND_WORDS).map(([value, label]) => ({ value, label }))

/** Who has this number, and which numbers the person has: masked. */
export function PeoplePage() {
  useTitle('按号码查人')
  const [{ person, as }, change] = useAddress(readPeopleSearch)
  const mayRead = useCan('read person')
  const [kind, setKind] = useState<SecretKind>('id-number')
  const [value, setValue] = useState('')
  const [people, setPeople] = useState<Awaited<ReturnType<typeof find>>>()
  const find = () => call(findPerson, { kind, value: value.trim() })
  const search = useAct(find, setPeople)
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    search.run(undefined)
  }
  return (
    <>
      <header className="page-head">
        <div>
          <h1>按号码查人</h1>
          <p className="muted">号码要填完整。只在您的辖区内找；查过什么记入审计，号码本身不留在地址和日志里。</p>
        </div>
      </header>
      <form className="people-search no-print" onSubmit={submit}>
        <ChoiceRow label="号码种类">
          <ChoiceField label="号码种类" value={kind} choices={KINDS} onChange={(next) => setKind((next ?? kind) as SecretKind)} />
        </ChoiceRow>
        <TextField label="号码" value={value} onChange={setValue} maxLength={40} />
        <ActButton type="submit" className="main-button" disabled={search.isBusy || value.trim().length < 4}>
          查找
        </ActButton>
      </form>
      {search.trouble ? <ProblemNotice trouble={search.trouble} /> : null}
      {people ? (
        <DataTable
          caption="查到的人"
          rows={people.people}
          rowKey={({ personId, subject }) => subject + personId}
          empty="辖区内没有人登记这个号码。"
          columns={[
            { key: 'name', title: '姓名', isHeader: true, cell: (one) => one.name },
            { key: 'subject', title: '登记为', cell: (one) => SUBJECT_WORDS[one.subject] ?? '人员' },
            { key: 'place', title: '区划', cell: (one) => one.divisionCode },
            ...(mayRead
              ? [
                  {
                    key: 'open',
                    title: '号码',
                    cell: (one: (typeof people.people)[number]) => (
                      <button
                        type="button"
                        className="text-button nowrap"
                        aria-label={`敏感信息：${one.name}`}
                        onClick={() => change({ person: one.personId, as: one.subject }, { isStep: true })}
                      >
                        敏感信息
                      </button>
                    ),
                  },
                ]
              : []),
          ]}
        />
      ) : null}
      {mayRead ? (
        <PersonSheet personId={person} subject={as} onClose={() => change({ person: undefined, as: undefined })} />
      ) : null}
    </>
  )
}
