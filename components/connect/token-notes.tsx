/** What is done with a token here, and what is not concluded from it. */
export function TokenNotes() {
  return (
    <ul className="grid list-disc gap-1.5 pl-4 text-pretty text-muted text-xs marker:text-faint">
      <li>
        It goes from this browser to this Pushscope, and from there to Coveo’s hosts of the region and nowhere
        else.
      </li>
      <li>
        It is kept in an encrypted cookie of this browser that no script can read: in no database, log, link
        or address.
      </li>
      <li>
        It is judged as the token that Pushscope reads with. It says nothing of the key that the customer
        pushes with.
      </li>
      <li>
        Programs send it as <code>Authorization: Bearer</code> with each request, and nothing is kept.
      </li>
    </ul>
  );
}
