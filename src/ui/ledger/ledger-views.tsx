import { useState } from 'react'
import { LedgerMenu } from './ledger-menu.tsx'

interface LedgerViewsProps {
  readonly names: readonly string[]
  readonly onOpen: (name: string) => void
  readonly onSave: (name: string) => void
  readonly onRemove: (name: string) => void
}

/** Filters, sort and columns kept under a name, to come back to. */
export function LedgerViews({ names, onOpen, onSave, onRemove }: LedgerViewsProps) {
  const [name, setName] = useState('')
  const wanted = name.trim()
  return (
    <LedgerMenu label="常用筛选">
      {names.length === 0 ? <p className="muted">还没有保存过。设好筛选、排序和列，起个名字保存，下次一点就到。</p> : null}
      <ul className="ledger-views">
        {names.map((one) => (
          <li key={one}>
            <button type="button" className="text-button" onClick={() => onOpen(one)}>
              {one}
            </button>
            <button type="button" className="text-button" aria-label={`删除常用筛选“${one}”`} onClick={() => onRemove(one)}>
              删除
            </button>
          </li>
        ))}
      </ul>
      <form
        className="ledger-save"
        onSubmit={(event) => {
          event.preventDefault()
          if (wanted === '') return
          onSave(wanted)
          setName('')
        }}
      >
        <input
          className="text-filter"
          aria-label="给现在的筛选起个名字"
          placeholder="给现在的筛选起个名字"
          value={name}
          maxLength={20}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" className="plain-button" disabled={wanted === ''}>
          {names.includes(wanted) ? '覆盖' : '保存'}
        </button>
      </form>
      <p className="muted">只保存在本浏览器。</p>
    </LedgerMenu>
  )
}
