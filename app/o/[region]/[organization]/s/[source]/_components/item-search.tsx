'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { SearchBox } from '@/components/ui/search-box';
import { type ItemPlace, itemQuery, typedTarget } from '@/lib/health/item/item-path';
import { sourcePage } from '@/lib/health/page-path';

/** Looks up an item of the source: Enter leads to its page, or to the items that hold what was typed. */
export function ItemSearch({ region, organization, source }: ItemPlace) {
  const [text, setText] = useState('');
  const router = useRouter();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const target = typedTarget(text);
        if (target.uri === '') return;
        router.push(`${sourcePage({ region, organization, source })}/item?${itemQuery(target)}`);
      }}
    >
      <SearchBox
        label="Look up an item"
        placeholder="Why is this item not in the index? Its URI, or a part"
        value={text}
        onChange={setText}
        className="max-w-2xl"
      />
    </form>
  );
}
