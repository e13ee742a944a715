def test_a_copy_holds_the_same_and_goes_its_own_way(book, drawn):
    before = drawn.pages(book)
    copied = book.copy()
    copied.write(lambda ledger: ledger.put_customer(drawn.with_balance(1)))
    assert drawn.pages(book) == before
    assert drawn.pages(copied) != before
