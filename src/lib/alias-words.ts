/**
 * Words of which aliases are made. None of them judges a person, names one, or says where somebody comes from; no word is in
 * both lists. Their order is part of each alias: words are added at the end, and none is taken out or moved.
 */
export const aliasQualities: readonly string[] = (
  "agate airy alpine amber ample ancient apricot arctic ashen aspen autumn azure balmy basalt birchen blithe blue boreal " +
  "brassy breezy bright brindled brisk bronze buoyant calm candid canvas cedar celadon cerulean chalky cheery cinnamon " +
  "citrine clear cloudy coastal cobalt copper coral cosmic cotton cozy crimson crisp crystal dappled dawning deep dewy " +
  "distant downy dusky eager early eastern ebony emerald even evening faithful fallow fawn feathery fern fiery flaxen " +
  "fleet floral foggy forest fresh frosty gentle gilded ginger glad glassy gleaming glossy golden granite grassy green " +
  "hardy hazel hearty heathery hidden hilly honeyed humble icy indigo inland iron ivory jade jasper jolly keen kindly " +
  "lacquered late lavender leafy level lilac limber linen lively lofty loyal lucid lunar lush magenta mallow maple marble " +
  "maroon mellow merry mild mindful minty misty modest moonlit mossy muted nimble noble northern oaken ochre olive onyx " +
  "opal open orchid outer paper patient pearly peppery placid plain pleasant plucky plum polar polished prairie proud quartz " +
  "quick quiet radiant rainy ready rosy ruby russet rustic saffron sage sandy sapphire scarlet secret sepia serene sienna " +
  "silent silken silver sincere slate sleepy smoky smooth snowy soft solar southern speckled spring spruce starry steady " +
  "stony stormy striped sturdy subtle sunny supple swift tawny teal tender thorny tidal topaz tranquil true twilight umber " +
  "upland velvet verdant vernal vivid walnut warm wavy western willing windy winter wistful witty woolly young zesty"
).split(" ");

export const aliasThings: readonly string[] = (
  "acorn alder anchor antler anvil apple arrow aster auk avocet badger barley basket bay beacon beech bell bittern bobbin " +
  "bough bramble bridge brook bunting buoy burrow butterfly buzzard cairn canyon canoe caravel carp cedarwood chaffinch " +
  "chestnut chime cicada cliff clover comet compass coot cormorant cove crane creek cricket crocus crow cuckoo curlew cypress " +
  "daisy dale dell delta dolphin dove dragonfly drum dune dunlin eagle easel eddy eel egret elder elk elm ember falcon " +
  "feather fen ferret ferry fiddle field finch fir firefly fjord flint flute foal fountain foxglove gale gannet garden garnet " +
  "gate gecko glacier glade glen goldfinch goose gorse grebe grove gull hamlet harbour hare harp harvest hawk hawthorn heath " +
  "hedge heron hill hollow holly hoopoe horizon ibis inlet iris island ivy jackdaw jay juniper kayak kelp kestrel kettle " +
  "kingfisher kite kiwi knoll lagoon lake lantern lapwing larch lark laurel leaf ledge lichen linnet lizard loom loon lotus " +
  "lynx magpie mallard marigold marlin marmot marsh marten martin meadow merlin mill minnow mole moor mulberry newt nightingale " +
  "nutmeg oak oar oasis ocelot orchard oriole osprey otter owl oyster palm pansy parrot partridge path peach pebble pelican " +
  "penguin petal petrel pheasant pier pigeon pine pinnace piper plover pond poplar poppy prism puffin quail quill quince raft " +
  "raven reed reef ridge river robin rook rowan rudder sail salmon sanderling sandpiper schooner seal sedge shearwater shell " +
  "shore shrike siskin skiff skylark sloop snipe sorrel sparrow spindle spoonbill squirrel starling stoat stork strand stream " +
  "swallow swan tanager tarn teasel tern thicket thimble thistle thrush tide tiller toad torch tower treecreeper trellis " +
  "trout tulip turnstone turtle valley vetch viola vireo vole wagtail warbler waterfall waxwing weasel weaver wharf whelk " +
  "whimbrel willow windmill wren yarrow yew"
).split(" ");
